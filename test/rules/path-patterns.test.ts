import { ruleTest } from './rule-test';

const behaviors = (...patterns: unknown[]) => ({
  CacheBehaviors: patterns.map((PathPattern) => ({ PathPattern, TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } })),
});

ruleTest('path-pattern-missing [WEB-067]', {
  in: 'behavior', at: 'PathPattern', rejects: [{ PathPattern: '' }], accepts: [{ PathPattern: '/a' }], message: /say which paths/,
});

ruleTest('default-behavior-path-pattern [WEB-070]', {
  in: 'defaultBehavior', at: 'PathPattern', rejects: [{ PathPattern: '/a' }], accepts: [{}],
});

ruleTest('path-pattern-length [WEB-086]', {
  in: 'behavior',
  at: 'PathPattern',
  rejects: [{ PathPattern: `/${'x'.repeat(255)}` }],
  accepts: [{ PathPattern: `/${'x'.repeat(254)}` }],
  message: /allowed: 255 characters.*256 characters.*shorten/,
});

ruleTest('path-pattern-characters [WEB-087]', {
  in: 'behavior',
  at: 'PathPattern',
  rejects: [{ PathPattern: '/a b' }, { PathPattern: '/a#b' }, { PathPattern: '/50%' }, { PathPattern: '/ä' }, { PathPattern: 'a\\b' }, { PathPattern: 'a,b' }],
  accepts: [{ PathPattern: '/aZ09_-.*$/~"\'@:+&?' }],
  message: /replace "/,
});

ruleTest('path-pattern-duplicate [WEB-091]', {
  in: 'distribution',
  at: 'CacheBehaviors[1].PathPattern',
  rejects: [behaviors('images/*', 'images/*'), behaviors('images/*', '/images/*')],
  accepts: [behaviors('images/*', 'Images/*'), behaviors('/a', '/b')],
  message: /merge it with DistributionConfig.CacheBehaviors\[0\]/,
});

ruleTest('path-pattern-unreachable [WEB-077]', {
  in: 'distribution',
  at: 'CacheBehaviors[1].PathPattern',
  rejects: [behaviors('/images/*', '/images/small/*'), behaviors('*.jpg', 'images/*.jpg'), behaviors('a?c', 'abc'), behaviors('/*', '/api')],
  accepts: [behaviors('/images/small/*', '/images/*'), behaviors('images/*.jpg', 'images/*'), behaviors('abc', 'a?c')],
  message: /takes all of its paths.*put it before/,
});

ruleTest('path-pattern-extension-case [WEB-090]', {
  in: 'distribution',
  at: 'CacheBehaviors[0].PathPattern',
  rejects: [behaviors('/*.jpg'), behaviors('*.JPG'), behaviors('/*.jpg', '/images/*.JPG')],
  accepts: [behaviors('/*.jpg', '/*.JPG'), behaviors('*.jpg', '/*.JPG'), behaviors('/images/*'), behaviors('/*.mp3/*')],
  message: /end with \.(JPG|jpg)/,
});
