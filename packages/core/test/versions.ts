import fc from 'fast-check'

const number = fc.oneof(
  fc.nat({ max: 12 }).map(String),
  fc.constantFrom('00', '01', '010', '18446744073709551616'),
)
const suffix = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc.constantFrom(
    '-rc.1',
    '-rc1',
    'rc10',
    '~rc2',
    '-alpha',
    '-alpha.1',
    '-b3',
    'b3',
    'a',
    'b',
    '-1',
    '-1.a',
    '.rc1',
  ),
  fc.constantFrom(
    '-2-g0296947',
    '-10-g0296947-dirty',
    '-2-gabcdef0',
    '-0-g0296947',
    '-dirty',
    '-rc1-2-g0296947',
  ),
  fc.constantFrom('+b7', '+dirty', '-rc1+b7', '(tasmota32)', '(minimal)', '-', '.', '-ü', '_x', ' '),
)

/** Texts that look like versions, of all forms that are read and some that are not. */
export const versionLike = fc
  .tuple(fc.constantFrom('', 'v', 'V'), fc.array(number, { minLength: 1, maxLength: 4 }), suffix)
  .map(([front, numbers, behind]) => `${front}${numbers.join('.')}${behind}`)
