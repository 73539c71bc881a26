import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes orders in a thread of its own, some of which are refused, and dies of what its argument says at the last one. */
public class Program {
    static final List<Object> KEPT = new ArrayList<>();

    static native void nullPointer(byte[] data);

    static native void writesPastTheEnd(byte[] data);

    static native int readsMapped(ByteBuffer buffer);

    static native int recurses(int depth);

    /** The virtual machine throws it, so that the fatal error log has it as well as the recording. */
    static int[] lines(int order) {
        return new int[-order];
    }

    static void take(String death, int order) throws Exception {
        try {
            if (order % 3 == 0) {
                KEPT.add(lines(order));
            }
        } catch (NegativeArraySizeException e) {
            KEPT.add(e.getMessage());
        }
        if (order == 30) {
            die(death);
        }
    }

    static void die(String death) throws Exception {
        switch (death) {
            case "unsafe" -> unsafe().putInt(0L, 42);
            case "null-pointer" -> nullPointer(new byte[10]);
            case "heap-corruption" -> corrupt();
            case "truncated-file" -> truncated();
            case "java-heap" -> fill();
            case "native-stack" -> KEPT.add(recurses(0));
            case "threads" -> threads();
            case "exit-on-memory" -> {
                awaitFlush();
                fill();
            }
            case "halt" -> {
                awaitFlush();
                Runtime.getRuntime().halt(3);
            }
            case "container" -> fillSlowly();
            case "signal", "abort" -> {
                Files.createFile(Path.of("ready"));
                Thread.sleep(60_000);
            }
            default -> throw new IllegalArgumentException(death);
        }
    }

    static sun.misc.Unsafe unsafe() throws Exception {
        Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        return (sun.misc.Unsafe) field.get(null);
    }

    static void corrupt() {
        for (int i = 0; i < 50; i++) {
            writesPastTheEnd(new byte[16]);
            KEPT.add(new byte[1000]);
        }
        System.gc();
    }

    static void truncated() throws Exception {
        Path file = Files.createTempFile(Path.of("."), "segment", ".dat");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(8192), 0);
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 8192);
            channel.truncate(0);
            KEPT.add(readsMapped(mapped));
        }
    }

    /** Each with a stack of 1 GiB, so that the address space that the limit leaves is soon used up. */
    static void threads() {
        for (int n = 0; n < 1000; n++) {
            Thread thread = new Thread(null, () -> pause(), "thread-" + n, 1L << 30);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** The recorder writes out what it has once a second; before it first has, there is nothing to read. */
    static void awaitFlush() throws InterruptedException {
        Thread.sleep(2_500);
    }

    static void pause() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Some 50 MB a second, all of it touched, so that the kernel has to provide it. */
    static void fillSlowly() throws InterruptedException {
        while (true) {
            byte[] block = new byte[1 << 20];
            Arrays.fill(block, (byte) 1);
            KEPT.add(block);
            Thread.sleep(20);
        }
    }

    static void fill() {
        while (true) {
            KEPT.add(new byte[1 << 20]);
        }
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 1) {
            System.load(args[1]);
        }
        Thread worker = new Thread(
                () -> {
                    try {
                        for (int order = 1; order <= 30; order++) {
                            take(args[0], order);
                            Thread.sleep(10);
                        }
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                "order-worker-1");
        worker.start();
        worker.join();
    }
}
