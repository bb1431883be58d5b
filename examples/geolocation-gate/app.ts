import { readFileSync } from 'fs';
import { App } from 'aws-cdk-lib';
import { FilmsStack } from './films-stack';

const app = new App();
const file = app.node.tryGetContext('publicKey') as string | undefined;
if (file === undefined) throw new Error('say where the public key of the gate is: cdk synth -c publicKey=public_key.pem');
new FilmsStack(app, 'Films', { publicKey: readFileSync(file, 'utf8') });
app.synth();
