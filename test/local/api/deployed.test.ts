import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { storedOf } from '../../../src/local/api/account';
import { configDocument } from '../../../src/local/api/distribution-document';
import { WEB } from '../../../src/local/api/distribution-kind';
import { Properties, readElements } from '../../../src/local/api/element';
import { requireAccepted } from '../../../src/local/api/rule-check';
import { buildXml, parseXml } from '../../../src/local/api/xml';
import { ChangedTemplates } from '../../../src/local/changed-templates';
import { loadTemplates } from '../../../src/template';

const DEPLOYED = join(__dirname, '..', '..', 'template', 'deployed');

test('every distribution that was really deployed can be read, and is accepted when it is sent back as it was read', () => {
  let distributions = 0;
  for (const name of readdirSync(DEPLOYED).filter((file) => file.endsWith('.json'))) {
    const templates = new ChangedTemplates(loadTemplates(join(DEPLOYED, name)));
    for (const stored of storedOf(templates, WEB.type)) {
      const read = parseXml(buildXml(WEB.config, 'urn:x', configDocument({ kind: WEB, templates, stored })), WEB.config);
      const { CallerReference, ...config } = readElements(read, WEB.elements) as Properties & { CallerReference: string };
      const { type, stated, location: { template, logicalId } } = stored.resource;
      const change = { type, template, logicalId, properties: { ...stated, [WEB.config]: config }, callerReference: CallerReference, apiVersion: '2020-05-31', time: 0 };
      expect(() => requireAccepted(templates, templates.with(change), change)).not.toThrow();
      distributions++;
    }
  }
  expect(distributions).toBeGreaterThan(50);
});
