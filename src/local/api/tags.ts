import { Properties, readElements, text, uncountedList } from './element';
import { XmlPart } from './xml';

const TAG = [text('Key', { required: true }), text('Value')];

/** The tags of a Tags element, as CloudFormation has them. @throws ApiError */
export function readTags(tags: XmlPart): readonly Properties[] {
  const { Items = [] } = readElements(tags, [uncountedList('Items', 'Tag', TAG)]) as { Items?: readonly Properties[] };
  return Items.map((tag) => ({ Value: '', ...tag }));
}
