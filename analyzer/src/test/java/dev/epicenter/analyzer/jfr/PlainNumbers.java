package dev.epicenter.analyzer.jfr;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Writes a chunk again with plain numbers, which the format knows and no JDK here writes. */
final class PlainNumbers {
    private final Cursor in;
    private final Metadata types;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<Long, Integer> moved = new HashMap<>();
    private final Map<Integer, Integer> sizes = new HashMap<>();

    private PlainNumbers(Cursor in, Metadata types) {
        this.in = in;
        this.types = types;
    }

    static void rewrite(Path file, Path target) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ChunkSpan span : ChunkFinder.find("x", file).chunks()) {
            try (FileChannel channel = FileChannel.open(file)) {
                ChunkBytes bytes = ChunkBytes.of(channel, span.offset(), span.extent(), new byte[0]);
                ChunkHeader header = Objects.requireNonNull(span.header());
                Cursor in = new Cursor(bytes, true);
                Metadata types = new MetadataCache().read(new Cursor(bytes, true), header.metadata());
                all.write(new PlainNumbers(in, types).chunk(header));
            }
        }
        Files.write(target, all.toByteArray());
    }

    private byte[] chunk(ChunkHeader header) throws IOException {
        in.seek(0, ChunkHeader.SIZE);
        out.write(in.bytes, in.at, ChunkHeader.SIZE);
        EventWalk walk = new EventWalk(new Cursor(in.source, true), types, header, ChunkHeader.SIZE, header.size());
        while (walk.next()) {
            moved.put(walk.position(), bytes.size());
            int start = bytes.size();
            in.seek(walk.position(), walk.size());
            in.number();
            out.writeInt(0);
            out.writeLong(in.number());
            if (walk.type() == EventWalk.METADATA) {
                metadata();
            } else if (walk.type() == Constants.CHECKPOINT) {
                checkpoint(walk.position(), start);
            } else {
                fields(Objects.requireNonNull(types.type(walk.type())));
            }
            sizes.put(start, bytes.size() - start);
        }
        ByteBuffer chunk = ByteBuffer.wrap(bytes.toByteArray());
        sizes.forEach(chunk::putInt);
        chunk.putLong(8, chunk.capacity());
        chunk.putLong(16, Objects.requireNonNull(moved.get(header.constants())));
        chunk.putLong(24, Objects.requireNonNull(moved.get(header.metadata())));
        chunk.put(67, (byte) (chunk.get(67) & ~1));
        return chunk.array();
    }

    private void longs(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            out.writeLong(in.number());
        }
    }

    private int integer() throws IOException {
        int value = (int) in.number();
        out.writeInt(value);
        return value;
    }

    private void metadata() throws IOException {
        longs(3);
        for (int n = integer(); n > 0; n--) {
            string();
        }
        element();
    }

    private void element() throws IOException {
        integer();
        for (int n = 2 * integer(); n > 0; n--) {
            integer();
        }
        for (int n = integer(); n > 0; n--) {
            element();
        }
    }

    private void checkpoint(long position, int start) throws IOException {
        longs(2);
        long delta = in.number();
        out.writeLong(delta == 0 ? 0 : Objects.requireNonNull(moved.get(position + delta)) - start);
        out.write(in.bytes[in.at++]);
        for (int pools = integer(); pools > 0; pools--) {
            long type = in.number();
            out.writeLong(type);
            for (int n = integer(); n > 0; n--) {
                longs(1);
                value(Objects.requireNonNull(types.type(type)));
            }
        }
    }

    private void fields(Type of) throws IOException {
        for (Field field : of.fields()) {
            Type type = Objects.requireNonNull(types.type(field.typeId()));
            for (int n = field.array() ? integer() : 1; n > 0; n--) {
                if (field.constant()) {
                    longs(1);
                } else {
                    value(type);
                }
            }
        }
    }

    private void value(Type type) throws IOException {
        Type.Primitive primitive = type.primitive();
        if (primitive == null) {
            fields(type);
        } else if (primitive == Type.Primitive.STRING) {
            string();
        } else if (primitive.number) {
            long value = in.number();
            switch (primitive.width) {
                case 2 -> out.writeShort((int) value);
                case 4 -> out.writeInt((int) value);
                default -> out.writeLong(value);
            }
        } else {
            out.write(in.bytes, in.at, primitive.width);
            in.at += primitive.width;
        }
    }

    private void string() throws IOException {
        int encoding = in.bytes[in.at++];
        out.write(encoding);
        switch (encoding) {
            case Cursor.STRING_CONSTANT -> longs(1);
            case Cursor.STRING_CHARS -> {
                for (int n = integer(); n > 0; n--) {
                    out.writeShort((int) in.number());
                }
            }
            case Cursor.STRING_UTF8, Cursor.STRING_LATIN1 -> {
                int length = integer();
                out.write(in.bytes, in.at, length);
                in.at += length;
            }
            default -> {}
        }
    }
}
