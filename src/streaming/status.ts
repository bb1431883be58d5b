/** What a player is told of a stream or a connection, in the words of Flash Media Server. */
export interface Status {
  readonly level: 'status' | 'error';
  readonly code: StatusCode;
  readonly description: string;
}

/** The codes that the server uses. */
export type StatusCode =
  | 'NetConnection.Call.Failed' | 'NetConnection.Connect.InvalidApp' | 'NetConnection.Connect.Rejected' | 'NetConnection.Connect.Success'
  | 'NetStream.Data.Start' | 'NetStream.Pause.Notify' | 'NetStream.Play.Complete' | 'NetStream.Play.Failed' | 'NetStream.Play.Reset' | 'NetStream.Play.Start'
  | 'NetStream.Play.Stop' | 'NetStream.Play.StreamNotFound' | 'NetStream.Play.Transition' | 'NetStream.Play.TransitionComplete' | 'NetStream.Publish.BadName'
  | 'NetStream.Seek.Failed' | 'NetStream.Seek.InvalidTime' | 'NetStream.Seek.Notify' | 'NetStream.Unpause.Notify';

export function status(code: StatusCode, description: string): Status {
  return { level: 'status', code, description };
}

export function failure(code: StatusCode, description: string): Status {
  return { level: 'error', code, description };
}
