// RFC 3339 as far as a JavaScript Date and a Postgres timestamptz can both hold it: a day that exists, no leap second,
// an offset below 16 hours, and a year from 1 to 9999 also in UTC. What passes here can be stored without a second look.
const pattern =
  /^(\d{4})-(\d\d)-(\d\d)[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,24})?(?:[Zz]|[+-](?:0\d|1[0-5]):[0-5]\d)$/;
const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDateTime(text) {
  const match = pattern.exec(text);
  if (!match) return false;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > (month === 2 && isLeapYear ? 29 : days[month - 1])) return false;
  if (year > 1 && year < 9999) return true;
  const utcYear = new Date(text.toUpperCase()).getUTCFullYear();
  return utcYear >= 1 && utcYear <= 9999;
}

module.exports = { "date-time": isDateTime };
