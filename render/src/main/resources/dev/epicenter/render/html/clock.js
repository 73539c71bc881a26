// Times, all in UTC. The data's are microseconds since the recording's start.

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MICROS = 86400e6;
const two = number => String(number).padStart(2, '0');

const dateOf = micros => new Date(raw.start + Math.floor(micros / 1000));
const dayOf = date => Math.floor(date.getTime() / 86400000);
const severalDays = dayOf(dateOf(0)) !== dayOf(dateOf(raw.length));
const dayText = date => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;

/** The time of day, with the day where the recording spans several; to the millisecond unless told otherwise. */
const clock = (micros, parts = 'ms') => {
  const date = dateOf(micros);
  let time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  if (parts !== 'm') {
    time += `:${two(date.getUTCSeconds())}`;
  }
  if (parts === 'ms') {
    time += `.${String(date.getUTCMilliseconds()).padStart(3, '0')}`;
  }
  return (severalDays && parts === 'ms' ? `${dayText(date)} ` : '') + time;
};

/** A length of time in its two largest units. */
const duration = micros => {
  const millis = micros / 1000;
  if (millis < 1000) {
    return `${millis < 10 ? Math.round(millis * 100) / 100 : Math.round(millis)} ms`;
  }
  const seconds = millis / 1000;
  if (seconds < 60) {
    return `${seconds < 10 ? Math.round(seconds * 1000) / 1000 : Math.round(seconds * 10) / 10} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.round(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/** How long after the recording's start. */
const offset = micros => (micros < 0 ? '-' : '+') + duration(Math.abs(micros));

/** How a time stands in the page. */
const timeElement = micros => el('time',
  {datetime: dateOf(micros).toISOString(), title: `${dateOf(micros).toISOString()}, ${offset(micros)} into the recording`}, clock(micros));

const TIME_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 1.5e4, 3e4, 6e4, 12e4, 3e5, 6e5, 9e5, 18e5, 36e5,
  72e5, 108e5, 216e5, 432e5, 864e5].map(millis => millis * 1000);

/** Places and texts of at most so many ticks between two times. */
const timeTicks = (from, to, most) => {
  const step = TIME_STEPS.find(s => (to - from) / s <= most) ?? DAY_MICROS * Math.ceil((to - from) / DAY_MICROS / most);
  const epoch = raw.start * 1000;
  const ticks = [];
  for (let at = Math.ceil((epoch + from) / step) * step - epoch; at <= to; at += step) {
    const date = dateOf(at);
    const first = at - step < from || dayOf(date) !== dayOf(dateOf(at - step));
    const time = step >= DAY_MICROS ? dayText(date) : clock(at, step < 1e6 ? 'ms' : step < 6e7 ? 's' : 'm');
    const day = severalDays && first && step >= 1e6 && step < DAY_MICROS ? `${dayText(date)} ` : '';
    ticks.push({at, text: day + time});
  }
  return ticks;
};
