/** What fully qualified labels begin with. */
const QUALIFIED = 'awswaf:';

/**
 * Makes the function that tells whether one of the labels of a request is meant by a label match statement.
 *
 * @param key        with a prefix it is a whole label or the beginning of one; without, one of the statement's own context
 * @param isSpace    whether it names a namespace rather than a label
 * @param namespace  the context of the statement, such as `awswaf:123456789012:webacl:Site:`
 */
export function labelMatcher(key: string, isSpace: boolean, namespace: string): (labels: Iterable<string>) => boolean {
  const isMeant = isSpace ? namespaceTest(key, namespace) : labelTest(key, namespace);
  return (labels) => {
    for (const label of labels) if (isMeant(label)) return true;
    return false;
  };
}

/** A label by its name, with any number of the namespaces before it. */
function labelTest(key: string, namespace: string): (label: string) => boolean {
  if (key.startsWith(QUALIFIED)) return (label) => label === key;
  return (label) => label.startsWith(namespace) && `:${label.slice(namespace.length)}`.endsWith(`:${key}`);
}

/** Labels below a namespace, or below several that follow each other. */
function namespaceTest(key: string, namespace: string): (label: string) => boolean {
  const spaces = key.replace(/:*$/, ':');
  if (key.startsWith(QUALIFIED)) return (label) => label.startsWith(spaces);
  return (label) => label.startsWith(namespace) && `:${label.slice(namespace.length)}`.includes(`:${spaces}`);
}
