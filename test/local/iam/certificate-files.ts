import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificateFor } from '../../edge/origin/certificates';
import { authorities } from '../tls/authorities';

const file = (name: string) => readFileSync(join(__dirname, '..', '..', 'rules', 'certificates', name), 'utf8');

/** A certificate for www.example.com with its RSA key, and the certificates between it and its authority. */
export const WWW = { body: file('www.example.com.pem'), privateKey: file('www.example.com.key'), chain: file('intermediate-2.pem') + file('intermediate-1.pem') };

/** Another certificate, which ends at a time. */
export async function certificateUntil(host: string, notAfterDate?: Date) {
  const [authority] = await authorities(1);
  const { cert: body, key } = await certificateFor([host], { by: authority, notBeforeDate: new Date('2024-01-01'), notAfterDate });
  return { body, privateKey: key };
}
