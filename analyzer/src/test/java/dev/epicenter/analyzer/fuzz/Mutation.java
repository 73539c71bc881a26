package dev.epicenter.analyzer.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What is done to a recording before it is read: to bytes of its chunks, and to the order of these. The same for the same seed. */
final class Mutation {
    private static final long[] ODD_NUMBERS = {
        0,
        1,
        -1,
        2,
        67,
        68,
        69,
        127,
        128,
        255,
        65_535,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final Random random;
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * A chunk, or garbage.
     *
     * @param id     of the chunk that it was, -1 of garbage
     * @param intact whether it still is
     */
    record Piece(byte[] bytes, int id, boolean intact) {
        Piece damaged(byte[] by) {
            return new Piece(by, id, false);
        }
    }

    private Mutation(Random random, List<byte[]> chunks) {
        this.random = random;
        for (int id = 0; id < chunks.size(); id++) {
            pieces.add(new Piece(chunks.get(id), id, true));
        }
    }

    /** A few things done to a recording; garbage is taken from {@code other}. */
    static List<Piece> of(List<byte[]> chunks, byte[] other, Random random) {
        Mutation mutation = new Mutation(random, chunks);
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            mutation.damage(other);
        }
        if (random.nextInt(4) == 0) {
            mutation.rearrange();
        }
        if (random.nextInt(6) == 0) {
            mutation.cut();
        }
        return mutation.pieces;
    }

    static byte[] join(List<Piece> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(p -> all.writeBytes(p.bytes));
        return all.toByteArray();
    }

    private void damage(byte[] other) {
        int victim = random.nextInt(pieces.size());
        Piece piece = pieces.get(victim);
        byte[] bytes = piece.bytes.clone();
        if (bytes.length < 80) {
            return;
        }
        int at = place(bytes);
        switch (random.nextInt(11)) {
            case 0 -> flip(bytes, 1 + random.nextInt(50));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> fill(bytes, at, 1 << random.nextInt(14), (byte) 0);
            case 3 -> fill(bytes, at, 1 + random.nextInt(40), (byte) (random.nextBoolean() ? 0xFF : 0x7F));
            case 4 -> ByteBuffer.wrap(bytes).putLong(8 * (1 + random.nextInt(7)), oddNumber(bytes.length));
            case 5 -> bytes[64 + random.nextInt(4)] = (byte) random.nextInt(256);
            case 6 -> {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(2_000));
                int from = random.nextInt(bytes.length - length + 1);
                System.arraycopy(piece.bytes, from, bytes, at, length);
            }
            case 7 -> {
                int from = random.nextInt(other.length);
                System.arraycopy(
                        other, from, bytes, at, Math.min(bytes.length - at, Math.min(other.length - from, 4_096)));
            }
            case 8 -> bytes = without(bytes, at, 1 + random.nextInt(300));
            case 9 -> bytes = with(bytes, at, Arrays.copyOf(other, 1 + random.nextInt(Math.min(300, other.length))));
            default -> largeNumber(bytes, at);
        }
        pieces.set(victim, piece.damaged(bytes));
    }

    /** Somewhere; often where sizes, types or constants are. */
    private int place(byte[] bytes) {
        int header = 8 * (2 + random.nextInt(2));
        long there = ByteBuffer.wrap(bytes).getLong(header);
        if (random.nextInt(3) == 0 && there >= 68 && there < bytes.length) {
            return (int) Math.min(bytes.length - 1, there + random.nextInt(64));
        }
        return random.nextInt(6) == 0 ? random.nextInt(80) : random.nextInt(bytes.length);
    }

    private void flip(byte[] bytes, int bits) {
        for (int i = 0; i < bits; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private static void fill(byte[] bytes, int from, int count, byte with) {
        Arrays.fill(bytes, from, Math.min(bytes.length, from + count), with);
    }

    private long oddNumber(int size) {
        return random.nextInt(3) == 0 ? random.nextInt(2 * size) : ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)];
    }

    /** A compressed number of two to nine bytes. */
    private void largeNumber(byte[] bytes, int at) {
        int last = Math.min(bytes.length - 1, at + 1 + random.nextInt(8));
        Arrays.fill(bytes, at, last, (byte) 0xFF);
        bytes[last] = (byte) random.nextInt(128);
    }

    private static byte[] without(byte[] bytes, int at, int count) {
        return ByteBuffer.allocate(bytes.length - Math.min(count, bytes.length - at))
                .put(bytes, 0, at)
                .put(bytes, Math.min(bytes.length, at + count), Math.max(0, bytes.length - at - count))
                .array();
    }

    private static byte[] with(byte[] bytes, int at, byte[] more) {
        return ByteBuffer.allocate(bytes.length + more.length)
                .put(bytes, 0, at)
                .put(more)
                .put(bytes, at, bytes.length - at)
                .array();
    }

    private void rearrange() {
        int one = random.nextInt(pieces.size());
        switch (random.nextInt(4)) {
            case 0 -> pieces.add(pieces.remove(one));
            case 1 -> {
                byte[] garbage = new byte[1 + random.nextInt(5_000)];
                if (random.nextBoolean()) {
                    random.nextBytes(garbage);
                }
                pieces.add(one, new Piece(garbage, -1, false));
            }
            case 2 -> {
                // Of two copies of a chunk, both complete, one damaged, either may be taken.
                if (pieces.get(one).intact) {
                    pieces.add(random.nextInt(pieces.size()), pieces.get(one));
                }
            }
            default -> {
                if (pieces.size() > 1) {
                    pieces.remove(one);
                }
            }
        }
    }

    private void cut() {
        int last = pieces.size() - 1;
        Piece piece = pieces.get(last);
        pieces.set(last, piece.damaged(Arrays.copyOf(piece.bytes, random.nextInt(piece.bytes.length))));
    }
}
