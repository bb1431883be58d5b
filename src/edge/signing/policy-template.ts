import { AccessPolicy, MalformedPolicy, readPolicy } from './policy';
import { UnusableSigning } from './signer';

/** What stands in a template for a part of a policy, as Amazon's sample for .NET has it [SIG-106]. */
const PLACEHOLDERS: { readonly [placeholder: string]: (policy: AccessPolicy) => string | number | undefined } = {
  RESOURCE: ({ resource }) => resource,
  START_TIME: ({ dateGreaterThan }) => dateGreaterThan,
  END_TIME: ({ dateLessThan }) => dateLessThan,
  EXPIRES: ({ dateLessThan }) => dateLessThan,
  IP_ADDRESS: ({ ipAddress }) => ipAddress,
};

/**
 * The policy that a template makes of its placeholders: `RESOURCE`, `START_TIME`, `END_TIME`, `EXPIRES` (the same as `END_TIME`) and `IP_ADDRESS`.
 *
 * @throws UnusableSigning for a placeholder whose value was not given, and where no policy comes of it
 */
export function filledPolicy(template: string, values: AccessPolicy): AccessPolicy {
  const text = template.replace(/RESOURCE|START_TIME|END_TIME|EXPIRES|IP_ADDRESS/g, (placeholder) => {
    const value = PLACEHOLDERS[placeholder](values);
    if (value === undefined) throw new UnusableSigning(`the template has ${placeholder}, for which no value was given`);
    return JSON.stringify(String(value)).slice(1, -1);
  });
  try {
    return readPolicy(text);
  } catch (error) {
    if (error instanceof MalformedPolicy) throw new UnusableSigning(`the template makes no policy: ${error.message}`);
    throw error;
  }
}
