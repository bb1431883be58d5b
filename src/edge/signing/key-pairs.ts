import { createHash, generateKeyPair } from 'crypto';
import { promisify } from 'util';
import { AccountKeyPair, plainAccount } from './trusted-keys';
import { Clock } from '../clock';
import { History } from '../history';
import { isoTime } from '../iso-time';

/** A CloudFront key pair as its account sees it. */
export interface KeyPairDescription {
  readonly id: string;
  /** The account's number; `self` for the one that has the distributions. */
  readonly account: string;
  readonly status: 'Active' | 'Inactive';
  /** An ISO 8601 time in UTC; absent for one that was there from the beginning. */
  readonly createdTime?: string;
  /** What its account should do about it, a line each. */
  readonly warnings: readonly string[];
}

/** A key pair that was made just now: nobody can get at its private key again [PRV-076]. */
export interface CreatedKeyPair extends KeyPairDescription {
  /** In PEM. */
  readonly publicKey: string;
  /** In PEM: PKCS #8. */
  readonly privateKey: string;
}

/** Why something cannot be done with key pairs. */
export class KeyPairRefused extends Error {
  public constructor(public readonly code: 'AccessDenied' | 'LimitExceeded' | 'NoSuchKeyPair', message: string) {
    super(message);
  }
}

/** Key pairs of an account at a time, active or not: an old one and a new one [PRV-085]. */
const MOST_OF_AN_ACCOUNT = 2;

/** Days after which a key pair should have been changed [PRV-075]. */
const DAYS_OF_USE = 90;

/** The last millisecond that a date of JavaScript can be. */
const LAST_TIME = 8_640_000_000_000_000;

const DAY = 24 * 60 * 60 * 1000;

interface Entry extends AccountKeyPair {
  /** Milliseconds since the epoch. */
  readonly created?: number;
}

/** The CloudFront key pairs of AWS accounts: made, set inactive and deleted while the edge runs. */
export class KeyPairs {
  private readonly history: History<readonly Entry[]>;
  /** Until when the newest of the granted signatures of a key is good, in seconds since the epoch. */
  private readonly grantedUntil = new Map<string, number>();
  private made = 0;

  /** @param delay milliseconds until CloudFront is aware of a change [PRV-067] */
  public constructor(private readonly clock: Clock, given: readonly AccountKeyPair[] = [], delay = 0) {
    this.history = new History<readonly Entry[]>(clock, given, delay);
  }

  /** Those of which CloudFront is aware. */
  public get known(): readonly AccountKeyPair[] {
    return this.history.readable;
  }

  public list(): KeyPairDescription[] {
    return this.history.newest.map((pair) => this.describe(pair));
  }

  /**
   * Makes a key pair, active from the beginning: RSA with 2,048 bits.
   *
   * @param iamUser the IAM user who asks for it; undefined for the account's root user, who alone may [PRV-071]
   * @throws KeyPairRefused
   */
  public async create({ account = 'self', iamUser }: { readonly account?: string; readonly iamUser?: string } = {}): Promise<CreatedKeyPair> {
    if (iamUser !== undefined) throw new KeyPairRefused('AccessDenied', `${iamUser} is an IAM user; key pairs are made by the root user of the account`);
    const keys = await promisify(generateKeyPair)('rsa', {
      modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    if (this.history.newest.filter((pair) => plainAccount(pair.account) === plainAccount(account)).length >= MOST_OF_AN_ACCOUNT) {
      throw new KeyPairRefused('LimitExceeded', `${account} has ${MOST_OF_AN_ACCOUNT} key pairs already; delete one that is inactive`);
    }
    const pair: Entry = { account, id: this.nextId(account), publicKey: keys.publicKey, created: this.clock.now() };
    this.history.add([...this.history.newest, pair]);
    return { ...this.describe(pair), ...keys };
  }

  /** Sets a key pair active or inactive, and warns of what its signatures still open. @throws KeyPairRefused */
  public setActive(id: string, active: boolean): KeyPairDescription {
    const pair = { ...this.find(id), active };
    this.history.add(this.history.newest.map((other) => (other.id === id ? pair : other)));
    const until = this.grantedUntil.get(id) ?? 0;
    const description = this.describe(pair);
    if (active || until <= this.clock.now() / 1000) return description;
    return { ...description, warnings: [...description.warnings, `what it has signed is good until ${isoTime(Math.min(until * 1000, LAST_TIME))} and is refused from now on`] };
  }

  /** @throws KeyPairRefused */
  public delete(id: string): void {
    this.find(id);
    this.history.add(this.history.newest.filter((pair) => pair.id !== id));
  }

  /** Remembers that a signature has granted a request, and until when it is good, in seconds since the epoch. */
  public noteGrant(id: string, until: number): void {
    this.grantedUntil.set(id, Math.max(until, this.grantedUntil.get(id) ?? 0));
  }

  /** @throws KeyPairRefused */
  public find(id: string): AccountKeyPair {
    const found = this.history.newest.find((pair) => pair.id === id);
    if (found === undefined) throw new KeyPairRefused('NoSuchKeyPair', `there is no key pair ${id}`);
    return found;
  }

  private describe({ id, account, active = true, created }: Entry): KeyPairDescription {
    const days = created === undefined ? 0 : Math.floor((this.clock.now() - created) / DAY);
    const isOld = active && days > DAYS_OF_USE;
    return {
      id,
      account,
      status: active ? 'Active' : 'Inactive',
      ...created !== undefined && { createdTime: isoTime(created) },
      warnings: isOld ? [`it is ${days} days old: change key pairs every ${DAYS_OF_USE} days or more often`] : [],
    };
  }

  /** The same on every run. */
  private nextId(account: string): string {
    const digest = createHash('sha256').update(`${plainAccount(account)} ${++this.made}`).digest();
    return `APKA${[...digest.subarray(0, 16)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('')}`;
  }
}
