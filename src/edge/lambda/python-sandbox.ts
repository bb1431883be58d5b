import { ChildProcess, spawn } from 'child_process';
import { createInterface } from 'readline';
import { Readable, Writable } from 'stream';
import { CurrentInvocation } from './current-invocation';
import { CLOSED, Invocation, MOST_CHARACTERS, MOST_LINES, MOST_RESULT_BYTES, Outcome, Sandbox, SandboxOptions } from './sandbox';

/** What runs in the process of a function for Python: it reads an invocation a line, and answers each with a line on its own channel. */
const PROGRAM = `
import importlib, io, json, os, sys, time, traceback
directory, handler = sys.argv[1], sys.argv[2]
most_lines, most_characters, most_result_bytes = (int(number) for number in sys.argv[3:])
invocations, answers = os.fdopen(3, 'r', encoding='utf-8'), os.fdopen(4, 'w', encoding='utf-8')
def answer(message):
    answers.write(json.dumps(message) + '\\n')
    answers.flush()
class Lines(io.TextIOBase):
    rest, lines = '', 0
    def write(self, text):
        *lines, self.rest = (self.rest + text).split('\\n')
        for line in lines:
            self.lines += 1
            if self.lines <= most_lines:
                answer({'kind': 'line', 'text': line[:most_characters]})
            elif self.lines == most_lines + 1:
                answer({'kind': 'line', 'text': '(further lines are left out)'})
        return len(text)
sys.stdout = sys.stderr = Lines()
sys.path.insert(0, directory)
os.chdir(directory)
class Context:
    def __init__(self, told):
        self.function_name, self.function_version = told['functionName'], told['functionVersion']
        self.invoked_function_arn, self.memory_limit_in_mb = told['invokedFunctionArn'], told['memoryLimitInMB']
        self.aws_request_id, self.log_group_name, self.log_stream_name = told['awsRequestId'], told['logGroupName'], told['logStreamName']
        self.deadline = time.time() * 1000 + told['timeout']
    def get_remaining_time_in_millis(self):
        return max(0, int(self.deadline - time.time() * 1000))
def failed(error):
    trace = traceback.extract_tb(error.__traceback__)[1:]
    return {'kind': 'failed', 'error': type(error).__name__, 'message': str(error),
            'stack': ['at %s (%s:%d)' % (frame.name, os.path.basename(frame.filename), frame.lineno) for frame in reversed(trace)][:3]}
def find():
    module, _, name = handler.rpartition('.')
    return getattr(importlib.import_module(module.replace('/', '.')), name)
found = None
for line in invocations:
    told = json.loads(line)
    sys.stdout.lines = 0
    try:
        found = found or find()
        answer({'kind': 'begins'})
        result = json.dumps(found(told['event'], Context(told['context'])), allow_nan=False)
        if len(result) > most_result_bytes:
            raise ValueError('the result has %d characters; Lambda takes %d bytes' % (len(result), most_result_bytes))
        answer({'kind': 'returned', 'json': result})
    except Exception as error:
        answer(failed(error))
`;

const LIMITS = [MOST_LINES, MOST_CHARACTERS, MOST_RESULT_BYTES].map(String);

/** An environment for Python: a process of the machine's own python3. */
export class PythonSandbox implements Sandbox {
  public isAlive = true;
  private readonly process: ChildProcess;
  private readonly invocations: Writable;
  private readonly current: CurrentInvocation;
  private readonly ended: Promise<void>;

  public constructor({ directory, handler, env, loadLimit }: SandboxOptions) {
    this.current = new CurrentInvocation(loadLimit, () => void this.end());
    this.process = spawn('python3', ['-c', PROGRAM, directory, handler, ...LIMITS], { cwd: directory, env, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.invocations = this.process.stdio[3] as Writable;
    this.invocations.on('error', () => {});
    createInterface({ input: this.process.stdio[4] as Readable }).on('line', (line) => this.current.receive(parsed(line)));
    this.ended = new Promise((resolve) => {
      const end = (message: string) => {
        this.isAlive = false;
        this.current.settle({ kind: 'failed', error: 'Runtime.ExitError', message });
        resolve();
      };
      this.process.once('error', () => end('there is no python3 on this machine; install it, or run functions for Node.js'));
      this.process.once('close', (code, signal) => end(`the function has ended its process with ${signal ?? `status ${code}`}`));
    });
    this.unref();
  }

  public async invoke(invocation: Invocation): Promise<Outcome> {
    const { event, context } = invocation;
    this.process.ref();
    const ending = this.current.start(invocation);
    this.invocations.write(`${JSON.stringify({ event, context })}\n`);
    const outcome = await ending;
    this.unref();
    return outcome;
  }

  public async end(): Promise<void> {
    this.isAlive = false;
    this.current.settle(CLOSED);
    this.process.kill('SIGKILL');
    await this.ended;
  }

  /** Nobody has to wait for an environment without invocation. */
  private unref(): void {
    this.process.unref();
    for (const stream of this.process.stdio) (stream as unknown as { unref?: () => void } | null)?.unref?.();
  }
}

/** Undefined for a line that is not of the program above: the code of a function may write to any file. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
