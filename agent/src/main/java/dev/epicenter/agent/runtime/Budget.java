package dev.epicenter.agent.runtime;

/**
 * How much may be recorded of one kind: some in any case, in every recording, then some a second. Reads no clock: {@link Ticker}
 * counts the seconds. Not exact when several threads take at once, which costs or saves an event; what must be exact is a
 * {@link Counter}.
 */
final class Budget {
    private final int first;
    private final int perSecond;
    private int recording = -1;
    private int firstLeft;
    private int second = -1;
    private int left;

    Budget(int first, int perSecond) {
        this.first = first;
        this.perSecond = perSecond;
    }

    /** Takes one of those that are recorded in any case. */
    boolean takeFirst() {
        int current = Ticker.recording;
        if (recording != current) {
            recording = current;
            firstLeft = first;
        }
        int had = firstLeft;
        if (had <= 0) {
            return false;
        }
        firstLeft = had - 1;
        return true;
    }

    /** Takes one of this second's. */
    boolean take() {
        int current = Ticker.second;
        if (second != current) {
            second = current;
            left = perSecond;
        }
        int had = left;
        if (had <= 0) {
            return false;
        }
        left = had - 1;
        return true;
    }

    boolean takeAny() {
        return takeFirst() || take();
    }
}
