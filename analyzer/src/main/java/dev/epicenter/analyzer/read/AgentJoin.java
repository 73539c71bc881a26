package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.LongTable;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one row of the two that a throwable has, the JVM's own throw event and the agent's. Both are written in Throwable's
 * constructor by one thread, with no other throwable of that thread in between; so the two are neighbours in the thread's order
 * of time, if both were recorded: what either recorder leaves out leaves a row alone. A throwable that the agent saw later is
 * sought among the throws by its type and the frame that built it.
 */
final class AgentJoin {
    /** Between the two events of one throwable a collection or another thread's turn may come. A judgement. */
    private static final long GAP = 50_000_000L;

    private static final int NOBODY = -1;
    /** Causes of causes that are followed. */
    private static final int DEPTH = 64;

    private final ThrowBatch batch;
    private final int[] order;
    private final boolean[] gone;

    AgentJoin(ThrowBatch batch) {
        this.batch = batch;
        TimeOrder byTime = new TimeOrder();
        byTime.sort(batch.time, ThrowBatch.FRONT, batch.end);
        this.order = new int[batch.size()];
        Arrays.setAll(order, byTime::at);
        this.gone = new boolean[batch.end];
    }

    /**
     * Joins them.
     *
     * @param messages of throwables whose message is not what they were built with: number, hash and place of the text
     */
    void join(LongRows messages) {
        joinNeighbours();
        joinSeenLater();
        removeGone();
        LongTable rowOf = rows();
        for (int i = 0; i < messages.size(); i++) {
            int row = (int) rowOf.get(messages.get(i, 0));
            if (row >= 0) {
                batch.setText(row, FoldBatch.fold(messages.get(i, 1)), messages.get(i, 2));
            }
        }
        putCausesFirst(rowOf);
    }

    private void joinNeighbours() {
        Map<Integer, Integer> latest = new HashMap<>();
        for (int row : order) {
            int known = batch.knownAt(row);
            if (known >= 0 && !batch.known.constructed[known]) {
                continue;
            }
            int thread = batch.thread[row];
            int before = latest.getOrDefault(thread, NOBODY);
            boolean two = before != NOBODY
                    && thread >= 0
                    && batch.knownAt(before) < 0 != known < 0
                    && batch.time[row] - batch.time[before] <= GAP
                    && sameSite(before, row);
            if (two) {
                unite(known < 0 ? row : before, known < 0 ? before : row);
                latest.put(thread, NOBODY);
            } else {
                latest.put(thread, row);
            }
        }
    }

    /** The throw keeps the stack, which the recorder of the JVM cuts later. */
    private void unite(int thrown, int agents) {
        int[] agent = batch.agent;
        if (agent != null) {
            agent[thrown] = agent[agents];
            gone[agents] = true;
        }
    }

    private boolean sameSite(int one, int other) {
        ThrowBatch.Site a = batch.sites.get(batch.site[one]);
        ThrowBatch.Site b = batch.sites.get(batch.site[other]);
        return a == b || a.type().equals(b.type()) && sameTop(a.stack(), b.stack(), true);
    }

    private static boolean sameTop(StackTrace a, StackTrace b, boolean unknown) {
        List<Frame> one = a.frames();
        List<Frame> other = b.frames();
        if (one.isEmpty() || other.isEmpty()) {
            return unknown;
        }
        // A stack told as text has no descriptors.
        return one.get(0).line() == other.get(0).line()
                && one.get(0).method().equals(other.get(0).method())
                && one.get(0).type().equals(other.get(0).type());
    }

    private record Kind(String type, int text) {}

    private void joinSeenLater() {
        Map<Kind, Integer> latest = new HashMap<>();
        for (int row : order) {
            if (gone[row]) {
                continue;
            }
            String type = batch.sites.get(batch.site[row]).type();
            int known = batch.knownAt(row);
            if (known < 0) {
                latest.put(new Kind(type, batch.text[row]), row);
            } else if (!batch.known.constructed[known]) {
                // The JVM's event has no message where the class makes it up when asked.
                if (!joinSeenLater(latest, new Kind(type, batch.text[row]), row)) {
                    joinSeenLater(latest, new Kind(type, 0), row);
                }
            }
        }
    }

    private boolean joinSeenLater(Map<Kind, Integer> latest, Kind kind, int row) {
        Integer thrown = latest.get(kind);
        StackTrace own = batch.sites.get(batch.site[row]).stack();
        if (thrown == null || !sameTop(batch.sites.get(batch.site[thrown]).stack(), own, false)) {
            return false;
        }
        if (batch.text[row] != 0) {
            batch.setText(thrown, batch.text[row], batch.place(row));
        }
        unite(thrown, row);
        latest.remove(kind);
        return true;
    }

    private void removeGone() {
        int to = ThrowBatch.FRONT;
        for (int from = ThrowBatch.FRONT; from < batch.end; from++) {
            if (!gone[from]) {
                batch.move(from, to++);
            }
        }
        batch.end = to;
    }

    private LongTable rows() {
        LongTable rows = new LongTable();
        for (int row = ThrowBatch.FRONT; row < batch.end; row++) {
            int known = batch.knownAt(row);
            if (known >= 0) {
                rows.putIfAbsent(batch.known.number[known], row);
            }
        }
        return rows;
    }

    /** A cause that was seen only with what it caused was there before it all the same. */
    private void putCausesFirst(LongTable rowOf) {
        for (int row = ThrowBatch.FRONT; row < batch.end; row++) {
            int effect = row;
            for (int steps = 0; steps < DEPTH; steps++) {
                int known = batch.knownAt(effect);
                int cause = known < 0 ? NOBODY : (int) rowOf.get(batch.known.cause[known]);
                if (cause < 0
                        || batch.time[cause] < batch.time[effect]
                        || batch.known.constructed[batch.knownAt(cause)]) {
                    break;
                }
                batch.time[cause] = batch.time[effect] - 1;
                effect = cause;
            }
        }
    }
}
