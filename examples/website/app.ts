import { App } from 'aws-cdk-lib';
import { WebsiteStack } from './website-stack';

const app = new App();
new WebsiteStack(app, 'Website');
app.synth();
