package dev.epicenter.analyzer.read;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks a chunk before JMC does: JMC follows sizes and offsets as they stand and can be led in circles by damaged ones. A
 * stretch that cannot be walked is overwritten, in memory, by one event of the constant pool's type, which JMC's walk over
 * the events passes by; the walk goes on at the next place known to start an event. Formats: JMC's {@code ChunkLoaderV0} and
 * {@code ChunkLoaderV1}.
 *
 * <p>Events of types that nobody here reads are marked by the same means: JMC would decode every field of them. They are
 * counted here.
 */
final class ChunkGuard {
    private static final int POOL_TYPE = 1;
    /** Numbers of event types that are looked up in an array; JDKs number theirs from 2 on, a few hundred. */
    private static final int LOW_TYPES = 4096;

    private final ByteBuffer bytes;
    private final int size;
    private final int major;
    private final boolean compressed;
    private final TreeSet<Integer> starts = new TreeSet<>();
    private String complaint = "";
    private long events;
    private long skipped;
    /** Counters of the unread event types by their number. */
    private final Map<Long, long[]> unread = new HashMap<>();

    private final long[] @Nullable [] unreadLow = new long[LOW_TYPES][];

    private final SortedMap<String, long[]> unreadByName = new TreeMap<>();

    ChunkGuard(byte[] chunk, int size, int major) {
        this.bytes = ByteBuffer.wrap(chunk, 0, size);
        this.size = size;
        this.major = major;
        this.compressed = major > 0 && (bytes.getInt(64) & 1) != 0;
    }

    /** What is wrong, empty when nothing is. */
    String complaint() {
        if (complaint.isEmpty() && skipped > 0) {
            return "a stretch of " + skipped + " bytes in the chunk is damaged";
        }
        return complaint;
    }

    /** Events in the chunk, as far as they can be told apart. */
    long events() {
        return events;
    }

    /** Repairs what would mislead JMC; false when the chunk cannot be read at all. */
    boolean makeSafe() {
        if (major == 0) {
            return walkOld();
        }
        long metadata = bytes.getLong(24);
        if (!isEvent(metadata, 0)) {
            return refuse("the chunk's description of its event types is damaged");
        }
        starts.add((int) metadata);
        if (compressed && major == 2) {
            noteUnread((int) metadata);
        }
        return followPools() && walk();
    }

    private void noteUnread(int metadata) {
        bytes.position(metadata);
        int end = metadata + (int) size();
        number();
        EventTypes.read(bytes.slice(bytes.position(), end - bytes.position())).forEach((id, name) -> {
            if (!EventSinks.reads(name)) {
                long[] count = unreadByName.computeIfAbsent(name, n -> new long[1]);
                if (id >= 0 && id < LOW_TYPES) {
                    unreadLow[id.intValue()] = count;
                } else {
                    unread.put(id, count);
                }
            }
        });
    }

    /** Counts of the events kept from JMC, by type. */
    SortedMap<String, long[]> unread() {
        return unreadByName;
    }

    /** The constant pools are a list from the last to the first; going forward would be a circle. */
    private boolean followPools() {
        long at = bytes.getLong(16);
        while (at != 0) {
            if (!isEvent(at, POOL_TYPE)) {
                return refuse("the chunk's constant pools are damaged");
            }
            starts.add((int) at);
            number();
            number();
            long delta = number();
            if (delta == 0) {
                return true;
            }
            if (delta > 0 || at + delta < ChunkHeader.SIZE) {
                return refuse("the chunk's constant pools are damaged");
            }
            at += delta;
        }
        return true;
    }

    private boolean walk() {
        int at = ChunkHeader.SIZE;
        while (at < size) {
            bytes.position(at);
            long eventSize = size();
            int typeAt = bytes.position();
            long type = number();
            if (eventSize > 1 && at + eventSize <= size && bytes.position() <= at + eventSize && type >= 0) {
                if (type > POOL_TYPE) {
                    events++;
                    long[] count = type < LOW_TYPES ? unreadLow[(int) type] : unread.get(type);
                    if (count != null) {
                        count[0]++;
                        hide(typeAt, bytes.position());
                    }
                }
                at += (int) eventSize;
            } else {
                Integer next = starts.higher(at + 5);
                int end = next == null ? size : next;
                if (!fill(at, end - at)) {
                    return refuse("the chunk's last bytes are damaged");
                }
                skipped += end - at;
                at = end;
            }
        }
        return true;
    }

    /** Overwrites a type's number by the constant pool's, in as many bytes. */
    private void hide(int from, int to) {
        bytes.put(from, (byte) (to - from > 1 ? POOL_TYPE | 0x80 : POOL_TYPE));
        for (int at = from + 1; at < to; at++) {
            bytes.put(at, (byte) (at < to - 1 ? 0x80 : 0));
        }
    }

    private boolean fill(int at, int length) {
        if (length < (compressed ? 6 : 12)) {
            return false;
        }
        bytes.position(at);
        if (compressed) {
            for (int shift = 0; shift < 28; shift += 7) {
                bytes.put((byte) (length >>> shift & 0x7F | 0x80));
            }
            bytes.put((byte) (length >>> 28));
            bytes.put((byte) POOL_TYPE);
        } else {
            bytes.putInt(length).putLong(POOL_TYPE);
        }
        return true;
    }

    /** Format 0: plain sizes, up to the metadata, which is last. */
    private boolean walkOld() {
        long metadata = bytes.getLong(8);
        long at = 16;
        while (at < metadata) {
            int eventSize = at + 8 <= size ? bytes.getInt((int) at) : 0;
            if (eventSize < 8 || at + eventSize > metadata) {
                return refuse("the chunk's events are damaged");
            }
            if (bytes.getInt((int) at + 4) > POOL_TYPE) {
                events++;
            }
            at += eventSize;
        }
        return true;
    }

    /** Whether an event of a type is there; leaves the position behind its type. */
    private boolean isEvent(long at, int type) {
        if (at < ChunkHeader.SIZE || at + 4 >= size) {
            return false;
        }
        bytes.position((int) at);
        long eventSize = size();
        return eventSize > 0 && at + eventSize <= size && number() == type;
    }

    private long size() {
        return compressed ? Varint.read(bytes) : bytes.remaining() < 4 ? -1 : bytes.getInt();
    }

    private long number() {
        return compressed ? Varint.read(bytes) : bytes.remaining() < 8 ? -1 : bytes.getLong();
    }

    private boolean refuse(String why) {
        complaint = why;
        return false;
    }
}
