import { objectOf, property } from './resolver';

/** The logical ids that a resource refers to, by `Ref`, `Fn::GetAtt`, `Fn::Sub` or `DependsOn`, in the order of their first mention. */
export function referencesOf(resource: unknown): string[] {
  const found = new Set<string>();
  const pending: unknown[] = [resource];
  while (pending.length > 0) {
    const value = pending.pop();
    if (Array.isArray(value)) pending.push(...value.slice(0, 10_000));
    const object = objectOf(value);
    if (object === undefined) continue;
    for (const key of Object.keys(object)) {
      const argument = property(object, key);
      if (key === 'Ref' && typeof argument === 'string') found.add(argument);
      else if (key === 'Fn::GetAtt') namedIn(argument).forEach((name) => found.add(name));
      else if (key === 'Fn::Sub') namesIn(Array.isArray(argument) ? argument[0] : argument).forEach((name) => found.add(name));
      if (typeof argument === 'object') pending.push(argument);
    }
  }
  const dependsOn = property(objectOf(resource), 'DependsOn');
  for (const name of Array.isArray(dependsOn) ? dependsOn : [dependsOn]) if (typeof name === 'string') found.add(name);
  return [...found].filter((name) => !name.startsWith('AWS::'));
}

function namedIn(attribute: unknown): string[] {
  const name: unknown = Array.isArray(attribute) ? attribute[0] : attribute;
  return typeof name === 'string' ? [name.split('.')[0]] : [];
}

function namesIn(template: unknown): string[] {
  return typeof template === 'string' ? [...template.slice(0, template.lastIndexOf('}') + 1).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => name.split('.')[0].trim()) : [];
}
