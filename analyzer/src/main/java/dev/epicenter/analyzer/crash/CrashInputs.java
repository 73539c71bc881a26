package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Sorts what the user gave: fatal error logs are read here, the rest is left to the reader of recordings. Told by the content,
 * not by the name; in directories and archives by both.
 *
 * @param logs          by time
 * @param recordings    what is left
 * @param asides        files that are neither and belong to a crash, one sentence each
 * @param standardInput standard input, with what was looked at put back
 */
public record CrashInputs(List<CrashLog> logs, List<Path> recordings, List<String> asides, InputStream standardInput) {
    /** Files of a directory, or of an archive, that are looked into at most. */
    private static final int LOOKED_INTO = 200;

    public CrashInputs {
        logs = List.copyOf(logs);
        recordings = List.copyOf(recordings);
        asides = List.copyOf(asides);
    }

    /**
     * Sorts them.
     *
     * @param inputs files, directories, or {@code -} for standard input
     */
    public static CrashInputs of(List<Path> inputs, InputStream standardInput) {
        Sorter sorter = new Sorter(standardInput);
        inputs.forEach(sorter::take);
        sorter.dropExcerpts();
        sorter.logs.sort(
                Comparator.comparing((CrashLog l) -> l.at().orElse(Instant.MAX)).thenComparing(CrashLog::source));
        return new CrashInputs(sorter.logs, sorter.recordings, sorter.asides, sorter.standardInput);
    }

    private static final class Sorter {
        private final List<CrashLog> logs = new ArrayList<>();
        private final List<Path> recordings = new ArrayList<>();
        private final List<String> asides = new ArrayList<>();
        private InputStream standardInput;

        Sorter(InputStream standardInput) {
            this.standardInput = standardInput;
        }

        /** What cannot be read here is left to the reader of recordings, which says why. */
        void take(Path input) {
            boolean taken;
            try {
                if (input.toString().equals("-")) {
                    taken = standardInput();
                } else if (Files.isDirectory(input)) {
                    taken = directory(input);
                } else {
                    taken = Files.isRegularFile(input) && file(input);
                }
            } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
                taken = false;
            }
            if (!taken) {
                recordings.add(input);
            }
        }

        private boolean standardInput() throws IOException {
            PushbackInputStream in = new PushbackInputStream(standardInput, CrashLogReader.HEAD);
            byte[] head = in.readNBytes(CrashLogReader.HEAD);
            in.unread(head);
            standardInput = in;
            if (!isLog(head)) {
                return false;
            }
            return read("-", gzipped(head) ? new GZIPInputStream(in) : in, Optional.empty());
        }

        /** Whether nothing is left in it for the reader of recordings. */
        private boolean directory(Path directory) throws IOException {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(directory, 2)) {
                files = walk.filter(Files::isRegularFile).sorted().toList();
            }
            int before = logs.size();
            for (Path file :
                    files.stream().filter(Sorter::mayBeLog).limit(LOOKED_INTO).toList()) {
                file(file);
            }
            boolean recordingsThere = files.stream().anyMatch(f -> f.toString().endsWith(".jfr") && size(f) > 0);
            return logs.size() > before && !recordingsThere;
        }

        private static long size(Path file) {
            try {
                return Files.size(file);
            } catch (IOException e) {
                return 0;
            }
        }

        private static boolean mayBeLog(Path file) {
            return mayBeLog(String.valueOf(file.getFileName()));
        }

        private static boolean mayBeLog(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.contains("hs_err")
                    || lower.contains("java_error")
                    || lower.endsWith(".log")
                    || lower.endsWith(".txt")
                    || lower.endsWith(".log.gz");
        }

        private boolean file(Path file) throws IOException {
            byte[] head;
            try (InputStream in = Files.newInputStream(file)) {
                head = in.readNBytes(CrashLogReader.HEAD);
            }
            String name = String.valueOf(file.getFileName());
            if (startsWith(head, 'P', 'K', 3, 4)) {
                return archive(file);
            }
            if (!isLog(head) || name.startsWith("replay_pid")) {
                Optional<String> other = OtherDump.told(name, head);
                other.ifPresent(asides::add);
                return other.isPresent();
            }
            try (InputStream in = Files.newInputStream(file)) {
                Instant written = Files.getLastModifiedTime(file).toInstant();
                return read(name, gzipped(head) ? new GZIPInputStream(in) : in, Optional.of(written));
            }
        }

        /** Whether nothing is left in it for the reader of recordings. */
        private boolean archive(Path file) throws IOException {
            int before = logs.size();
            boolean recordingsThere = false;
            try (ZipFile zip = new ZipFile(file.toFile())) {
                List<? extends ZipEntry> entries =
                        zip.stream().filter(e -> !e.isDirectory()).limit(10_000).toList();
                recordingsThere = entries.stream().anyMatch(e -> e.getName().endsWith(".jfr"));
                for (ZipEntry entry : entries.stream()
                        .filter(e -> mayBeLog(e.getName()))
                        .limit(LOOKED_INTO)
                        .toList()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        read(file.getFileName() + "!" + entry.getName(), in, Optional.empty());
                    }
                }
            }
            return logs.size() > before && !recordingsThere;
        }

        private boolean read(String name, InputStream in, Optional<Instant> written) {
            Optional<CrashLog> log = CrashLogReader.read(name, in);
            log.map(l -> dated(l, written)).ifPresent(logs::add);
            return log.isPresent();
        }

        /** What the JVM printed on its console, where its log was given too. */
        void dropExcerpts() {
            logs.removeIf(poor -> logs.stream().anyMatch(rich -> rich != poor && tells(rich, poor)));
        }

        private static boolean tells(CrashLog rich, CrashLog poor) {
            return rich.pid() == poor.pid()
                    && rich.cause().kind() == poor.cause().kind()
                    && rich.cause().signal().equals(poor.cause().signal())
                    && rich.stack().frames().size() > poor.stack().frames().size()
                    && poor.threads().isEmpty()
                    && poor.stack().frames().isEmpty();
        }

        /** The JVM writes the log when it crashes, so the file's date will do where the log tells none. */
        private static CrashLog dated(CrashLog log, Optional<Instant> written) {
            if (log.at().isPresent()) {
                return log;
            }
            return log.dated(
                    written.orElse(Instant.EPOCH),
                    written.isPresent()
                            ? "The log does not tell when the JVM crashed: the file's date is taken for it"
                            : "The log does not tell when the JVM crashed");
        }

        /** An archive's first bytes are unpacked to see what is in it. */
        private static boolean isLog(byte[] head) {
            if (!gzipped(head)) {
                return CrashLogReader.recognises(head, head.length);
            }
            byte[] unpacked = new byte[CrashLogReader.HEAD];
            int length = 0;
            try (InputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(head))) {
                for (int next = in.read(); next >= 0 && length < unpacked.length; next = in.read()) {
                    unpacked[length++] = (byte) next;
                }
            } catch (IOException e) {
                // The head ends where it was cut: what was unpacked until then is enough to tell.
                return CrashLogReader.recognises(unpacked, length);
            }
            return CrashLogReader.recognises(unpacked, length);
        }

        private static boolean gzipped(byte[] head) {
            return startsWith(head, 0x1F, 0x8B);
        }

        private static boolean startsWith(byte[] head, int... magic) {
            byte[] start = Arrays.copyOf(head, magic.length);
            for (int i = 0; i < magic.length; i++) {
                if (head.length < magic.length || (start[i] & 0xFF) != magic[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
