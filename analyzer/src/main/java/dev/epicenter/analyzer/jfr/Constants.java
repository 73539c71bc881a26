package dev.epicenter.analyzer.jfr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a chunk's constants are, by type and number. They come in checkpoint events, each with the distance to the one before
 * it. Only positions are kept; a constant is decoded when somebody asks for it. Of a constant that is there twice the later one
 * counts, but what is in a damaged checkpoint counts only when it is nowhere else.
 */
final class Constants {
    static final int CHECKPOINT = 1;

    /** Constants of a chunk at most: each takes up to 100 bytes of memory here, and two chunks are read at a time. */
    private static final long MAX_CONSTANTS = Runtime.getRuntime().maxMemory() / 300;

    private final Metadata types;
    private final Cursor in;
    private final Map<Long, Pool> pools = new HashMap<>();
    private final List<Range> damaged = new ArrayList<>();
    private final List<Batch> torn = new ArrayList<>();
    private Batch batch = new Batch();
    private boolean complete = true;
    /** How many constants there are. */
    private long found;

    /** The constants of one type. */
    static final class Pool {
        final Type type;
        private final Plan plan;
        private final LongTable positions = new LongTable();

        Pool(Type type, Plan plan) {
            this.type = type;
            this.plan = plan;
        }

        /** Position of a constant, -1 when it is not there. */
        long position(long id) {
            return positions.get(id);
        }

        /** All constants, in no order. */
        void forEach(LongTable.Visitor visitor) {
            positions.forEach(visitor);
        }
    }

    /** Constants of one checkpoint, until it is known to be sound. */
    private static final class Batch {
        private final List<Pool> pools = new ArrayList<>();
        private int[] starts = new int[16];
        private long[] ids = new long[256];
        private long[] positions = new long[256];
        private int size;

        void begin(Pool pool) {
            if (pools.size() == starts.length) {
                starts = Arrays.copyOf(starts, starts.length * 2);
            }
            starts[pools.size()] = size;
            pools.add(pool);
        }

        void add(long id, long position) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
                positions = Arrays.copyOf(positions, size * 2);
            }
            ids[size] = id;
            positions[size++] = position;
        }

        void commit() {
            for (int p = 0; p < pools.size(); p++) {
                LongTable into = pools.get(p).positions;
                int end = p + 1 < pools.size() ? starts[p + 1] : size;
                for (int i = starts[p]; i < end; i++) {
                    into.putIfAbsent(ids[i], positions[i]);
                }
            }
            pools.clear();
            size = 0;
        }
    }

    /**
     * @param in a cursor of its own
     */
    Constants(Metadata types, Cursor in) {
        this.types = types;
        this.in = in;
    }

    /** The constants of a type, null when there are none. */
    @Nullable
    Pool pool(long type) {
        return pools.get(type);
    }

    /** The constants of a type, null when there are none. */
    @Nullable
    Pool pool(String type) {
        Type of = types.type(type);
        return of == null ? null : pools.get(of.id());
    }

    /** The constants of all types. */
    Collection<Pool> pools() {
        return pools.values();
    }

    /** Checkpoints that could be read only in part. */
    List<Range> damaged() {
        return damaged;
    }

    /** Whether nothing is known to be missing. */
    boolean isComplete() {
        return complete && damaged.isEmpty();
    }

    /** Says that constants are missing. */
    void setIncomplete() {
        complete = false;
    }

    /**
     * Reads the checkpoint at a position and all before it.
     *
     * @return whether the list could be followed to its end
     */
    boolean follow(long last) {
        long at = last;
        long delta = read(at, in.source.size());
        while (delta < 0 && at + delta >= ChunkHeader.SIZE) {
            long end = at;
            at += delta;
            delta = read(at, end);
        }
        finish();
        return delta == 0;
    }

    /** Reads the checkpoints at some positions, the latest one last. */
    void readAll(List<Long> positions) {
        for (int i = positions.size() - 1; i >= 0; i--) {
            read(positions.get(i), in.source.size());
        }
        finish();
    }

    private void finish() {
        torn.forEach(Batch::commit);
        torn.clear();
    }

    /**
     * Reads the checkpoint at a position.
     *
     * @param end where it has to end at the latest: that none begins within another makes an end of the work
     * @return distance to the checkpoint before, which is negative; 0 when there is none and 1 when it is lost
     */
    private long read(long position, long end) {
        long delta = 1;
        long size = 0;
        try {
            in.seekUpTo(position, 32);
            size = in.number(4);
            if (size <= 0 || size > end - position) {
                return 1;
            }
            in.seek(position, size);
            in.number(4);
            if (in.number(8) != CHECKPOINT) {
                return 1;
            }
            in.number(8); // start
            in.number(8); // duration
            delta = in.number(8);
            in.at++; // kind of checkpoint
            pools(in.count());
            if (in.at == in.end) {
                batch.commit();
                return delta;
            }
        } catch (Malformed | IndexOutOfBoundsException e) {
            if (size == 0) {
                return 1;
            }
        }
        damaged.add(new Range(position, size));
        torn.add(batch);
        batch = new Batch();
        return delta;
    }

    private void pools(int count) {
        for (int i = 0; i < count; i++) {
            Pool pool = poolOf(in.number(8));
            batch.begin(pool);
            int constants = in.count();
            found += constants;
            if (found > MAX_CONSTANTS) {
                throw Malformed.INSTANCE;
            }
            for (int n = 0; n < constants; n++) {
                long id = in.number(8);
                batch.add(id, in.position());
                pool.plan.run(in, NOTHING);
                if (in.at > in.end) {
                    throw Malformed.INSTANCE;
                }
            }
        }
    }

    private Pool poolOf(long id) {
        Pool known = pools.get(id);
        if (known != null) {
            return known;
        }
        Type type = types.type(id);
        if (type == null) {
            throw Malformed.INSTANCE;
        }
        Pool pool = new Pool(type, types.wholePlan(type, in.compressed));
        pools.put(id, pool);
        return pool;
    }

    private static final long[] NOTHING = {};
}
