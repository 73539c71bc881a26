package dev.epicenter.analyzer.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Damaged fatal error logs by number: bytes as those of a failing disk, and numbers, lines and sections out of place. */
public final class DamagedLogs {
    private static final List<String> ODD = List.of(
            "",
            "-1",
            "9".repeat(40),
            "0x" + "f".repeat(40),
            "%s",
            "\0",
            "\n",
            "(",
            "[",
            "NaN",
            "99:99:99",
            "1e999",
            "\u2028",
            " ".repeat(300));

    private final List<Log> logs = new ArrayList<>();

    private record Log(String name, byte[] bytes) {}

    /** A log as it is read. */
    public record Damaged(String name, byte[] bytes) implements FuzzInput {}

    /**
     * @param root of the project
     */
    public DamagedLogs(Path root) throws IOException {
        for (String folder : List.of("analyzer/src/test/resources/crash", "samples/recordings")) {
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".log"))
                        .sorted()
                        .toList()) {
                    logs.add(new Log(String.valueOf(file.getFileName()), Files.readAllBytes(file)));
                }
            }
        }
    }

    /** One of them. */
    public Damaged number(long number) {
        Random random = new Random(number);
        Log log = logs.get(random.nextInt(logs.size()));
        byte[] bytes = log.bytes;
        for (int n = 1 + random.nextInt(30); n > 0 && bytes.length > 1; n--) {
            bytes = damaged(bytes, logs.get(random.nextInt(logs.size())).bytes, random);
        }
        return new Damaged(log.name, bytes);
    }

    private static byte[] damaged(byte[] log, byte[] other, Random random) {
        byte[] bytes = log.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(8)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(200)), (byte) 0);
            case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(30)), (byte) '9');
            case 3 -> {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(2_000));
                System.arraycopy(log, random.nextInt(log.length - length + 1), bytes, at, length);
            }
            case 4 -> {
                int from = random.nextInt(other.length);
                int length = Math.min(other.length - from, 1 + random.nextInt(2_000));
                return spliced(log, at, at, Arrays.copyOfRange(other, from, from + length));
            }
            case 5 -> {
                return spliced(log, at, Math.min(log.length, at + 1 + random.nextInt(400)), new byte[0]);
            }
            case 6 -> {
                return random.nextInt(10) == 0 ? Arrays.copyOf(log, at) : log;
            }
            default -> {
                int start = nextNumber(log, at);
                int end = start;
                while (end < log.length && Character.isLetterOrDigit(log[end])) {
                    end++;
                }
                String odd = ODD.get(random.nextInt(ODD.size()));
                return spliced(log, start, end, odd.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes;
    }

    /** Where a number begins, from a place on. */
    private static int nextNumber(byte[] log, int from) {
        int at = from;
        while (at < log.length && !(log[at] >= '0' && log[at] <= '9')) {
            at++;
        }
        return at;
    }

    private static byte[] spliced(byte[] log, int from, int to, byte[] with) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(log, 0, from);
        out.writeBytes(with);
        out.write(log, to, log.length - to);
        return out.toByteArray();
    }
}
