package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ChunkFinder;
import dev.epicenter.model.DataLoss.Damage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;

/**
 * Turns what the user gave into uncompressed files of chunks. What is compressed is told by its first bytes and unpacked to a
 * temporary file, so that memory does not grow with it; {@link #close()} deletes those.
 */
final class InputOpener implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final InputStream standardInput;
    private final List<InputFile> files = new ArrayList<>();
    private final List<Damage> damage = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private UnpackLimit limit = new UnpackLimit();

    InputOpener(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    List<InputFile> files() {
        return files;
    }

    /** Compressed input that ended early. */
    List<Damage> damage() {
        return damage;
    }

    /** One line for each input that is none, with what to do about it. */
    List<String> refusals() {
        return refusals;
    }

    void open(Path input) throws UnreadableRecordingException {
        String name = input.toString();
        try {
            if (name.equals("-")) {
                spool(name, standardInput);
            } else if (Files.isDirectory(input)) {
                openDirectory(input);
            } else {
                openFile(name, input, name);
            }
        } catch (NoSuchFileException e) {
            refuse(name, "there is no such file: check the path");
        } catch (java.nio.file.AccessDeniedException e) {
            refuse(name, "may not be read: check its permissions");
        } catch (IOException e) {
            refuse(name, "cannot be read: " + oneLine(e));
        } catch (UncheckedIOException e) {
            refuse(name, "cannot be read: " + oneLine(e));
        }
    }

    private void openDirectory(Path directory) throws IOException, UnreadableRecordingException {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(directory, 2)) {
            found = walk.filter(p -> p.toString().endsWith(".jfr") && Files.isRegularFile(p))
                    .sorted()
                    .toList();
        }
        if (found.isEmpty()) {
            refuse(directory.toString(), "the directory holds no .jfr files: give the JVM's repository or a recording");
        }
        for (Path chunk : found) {
            if (Files.size(chunk) == 0) {
                damage.add(new Damage(chunk.toString(), 0, 0, "the file is empty"));
            } else {
                openFile(chunk.toString(), chunk, directory.toString());
            }
        }
    }

    private void openFile(String name, Path path, String origin) throws IOException, UnreadableRecordingException {
        if (Files.size(path) == 0 && Files.isRegularFile(path)) {
            refuse(
                    name,
                    "the file is empty: the JVM ended before it wrote the recording; give its repository directory instead");
            return;
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(4);
        }
        if (Compression.of(head) == Compression.NONE && Files.isRegularFile(path)) {
            addIfRecording(new InputFile(name, path, false, origin), head);
            return;
        }
        try (InputStream in = Files.newInputStream(path)) {
            spool(name, in);
        }
    }

    private void spool(String name, InputStream raw) throws IOException, UnreadableRecordingException {
        limit = new UnpackLimit();
        BufferedInputStream in = new BufferedInputStream(limit.counting(raw), BUFFER);
        in.mark(8);
        byte[] head = in.readNBytes(4);
        in.reset();
        switch (Compression.of(head)) {
            case NONE -> unpack(name, in);
            case GZIP -> unpackStarting(name, () -> new GZIPInputStream(in, BUFFER));
            case LZ4 -> unpackStarting(name, () -> new LZ4FrameInputStream(in));
            case ZIP -> unzip(name, new ZipInputStream(in));
        }
    }

    private void unzip(String name, ZipInputStream zip) throws IOException, UnreadableRecordingException {
        int before = files.size() + damage.size();
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!limit.allowsEntry()) {
                    damage.add(new Damage(name, 0, -1, "the archive holds too many files, the rest is left out"));
                    break;
                }
                if (!entry.isDirectory()) {
                    int refused = refusals.size();
                    unpack(name + "!" + entry.getName(), zip);
                    refusals.subList(refused, refusals.size()).clear();
                }
                if (limit.isExceeded()) {
                    break; // to find the next one, all of this one would have to be unpacked
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            damage.add(new Damage(name, 0, -1, "the archive is damaged: " + oneLine(e)));
        }
        if (files.size() + damage.size() == before) {
            refuse(name, "the archive holds no flight recording: give a .jfr file");
        }
    }

    @FunctionalInterface
    private interface Start {
        InputStream open() throws IOException;
    }

    private void unpackStarting(String name, Start start) throws IOException, UnreadableRecordingException {
        InputStream in;
        try {
            in = start.open();
        } catch (IOException e) {
            refuse(name, "the compressed file is damaged at its start: " + oneLine(e));
            return;
        }
        unpack(name, in);
    }

    /** Copies to a temporary file; what was read before the input broke is used. */
    private void unpack(String name, InputStream in) throws IOException, UnreadableRecordingException {
        Path target = temporary(name);
        long written = 0;
        boolean added = false;
        try {
            try (OutputStream out = Files.newOutputStream(target)) {
                byte[] buffer = new byte[BUFFER];
                for (int n = read(in, buffer, name, written); n >= 0; n = read(in, buffer, name, written)) {
                    if (!limit.hasRoom(target)) {
                        throw noRoom(name, new IOException("there is too little room left on the disk"));
                    }
                    write(out, buffer, n, name);
                    written += n;
                }
            }
            if (written == 0
                    && !damage.isEmpty()
                    && damage.get(damage.size() - 1).source().equals(name)) {
                return; // told already
            }
            byte[] head;
            try (InputStream unpacked = Files.newInputStream(target)) {
                head = unpacked.readNBytes(4);
            }
            added = addIfRecording(new InputFile(name, target, true, name), head);
        } finally {
            if (!added) {
                Files.deleteIfExists(target);
            }
        }
    }

    /** Start of the names of this process's temporary files, so that others' can be told from them. */
    static String temporaryPrefix() {
        return "epicenter-" + ProcessHandle.current().pid() + "-";
    }

    private static Path temporary(String name) throws UnreadableRecordingException {
        try {
            Path target = Files.createTempFile(temporaryPrefix(), ".jfr");
            target.toFile().deleteOnExit();
            return target;
        } catch (IOException e) {
            throw new UnreadableRecordingException(
                    name + " cannot be unpacked to " + System.getProperty("java.io.tmpdir") + ": " + oneLine(e), e);
        }
    }

    private static void write(OutputStream out, byte[] buffer, int n, String name) throws UnreadableRecordingException {
        try {
            out.write(buffer, 0, n);
        } catch (IOException e) {
            throw noRoom(name, e);
        }
    }

    private static UnreadableRecordingException noRoom(String name, IOException why) {
        return new UnreadableRecordingException(
                name + " cannot be unpacked to " + System.getProperty("java.io.tmpdir") + ": " + oneLine(why)
                        + "; unpack it yourself where there is room",
                why);
    }

    private int read(InputStream in, byte[] buffer, String name, long soFar) {
        try {
            int n = in.read(buffer);
            limit.add(Math.max(0, n));
            if (!limit.isExceeded()) {
                return n;
            }
            damage.add(new Damage(
                    name,
                    soFar,
                    -1,
                    "the rest is left out since it unpacks to very many times its size: unpack it yourself if that is"
                            + " right"));
            return -1;
        } catch (IOException | RuntimeException e) {
            damage.add(new Damage(name, soFar, -1, "the compressed input breaks off here: " + oneLine(e)));
            return -1;
        }
    }

    private boolean addIfRecording(InputFile file, byte[] head) {
        if (head.length == 0) {
            refuse(file.name(), "it is empty: give a flight recording");
            return false;
        }
        if (!Compression.startsRecording(head) && !holdsRecording(file.path())) {
            refuse(file.name(), "it is not a flight recording: give a .jfr file or the repository directory of a JVM");
            return false;
        }
        files.add(file);
        return true;
    }

    /** A recording whose first bytes are damaged still holds chunks. */
    private static boolean holdsRecording(Path path) {
        try {
            return !ChunkFinder.find("", path).chunks().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private void refuse(String name, String why) {
        refusals.add(name + ": " + why);
    }

    /** An exception's message on one line. */
    static String oneLine(Throwable e) {
        String message = e.getMessage();
        String text = message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
        return text.replaceAll("\\s+", " ").strip();
    }

    @Override
    public void close() {
        for (InputFile file : files) {
            if (file.temporary()) {
                try {
                    Files.deleteIfExists(file.path());
                } catch (IOException e) {
                    file.path().toFile().deleteOnExit();
                }
            }
        }
    }
}
