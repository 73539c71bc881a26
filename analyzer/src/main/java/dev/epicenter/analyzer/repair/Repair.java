package dev.epicenter.analyzer.repair;

import dev.epicenter.analyzer.jfr.Chunk;
import dev.epicenter.analyzer.jfr.ChunkRewriter;
import dev.epicenter.analyzer.jfr.ChunkRewriter.Written;
import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.jfr.EventChoice;
import dev.epicenter.analyzer.jfr.Flaw;
import dev.epicenter.analyzer.jfr.MetadataCache;
import dev.epicenter.analyzer.jfr.NearChunks;
import dev.epicenter.analyzer.jfr.OldChunk;
import dev.epicenter.analyzer.jfr.TextFilter;
import dev.epicenter.analyzer.jfr.UnreadableChunkException;
import dev.epicenter.analyzer.read.ChunkSource;
import dev.epicenter.analyzer.read.OneJvm;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.analyzer.repair.Repaired.Done;
import dev.epicenter.analyzer.repair.Repaired.Part;
import dev.epicenter.model.DataLoss.Damage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes of torn recordings one that JMC and the JDK open: whole chunks are copied, damaged ones put together anew. */
public final class Repair {
    private final MetadataCache types = new MetadataCache();
    private final List<Part> parts = new ArrayList<>();
    private final List<Damage> lost = new ArrayList<>();
    private final ChunkSource source;
    private final FileChannel to;
    private final Path workbench;

    private Repair(ChunkSource source, FileChannel to, Path workbench) {
        this.source = source;
        this.to = to;
        this.workbench = workbench;
    }

    /**
     * Repairs recordings of one JVM.
     *
     * @param inputs files, directories of chunks, or {@code -} for standard input
     * @param like   recordings of the same JDK build, asked what events look like where the inputs no longer tell; may be empty
     * @param to     an empty file; it is written from its beginning
     * @throws UnreadableRecordingException when nothing in any input could be read, or they are of several JVMs
     * @throws IOException                  when the result cannot be written
     */
    public static Repaired repair(List<Path> inputs, List<Path> like, FileChannel to, ReadProgress progress)
            throws UnreadableRecordingException, IOException {
        Path workbench = Files.createTempFile("epicenter-", ".jfr");
        try (ChunkSource source = ChunkSource.open(inputs);
                ChunkSource models = ChunkSource.open(like)) {
            if (!like.isEmpty() && models.chunks().isEmpty()) {
                throw models.nothing(models.damage());
            }
            source.addModels(models);
            return new Repair(source, to, workbench).run(progress);
        } finally {
            Files.deleteIfExists(workbench);
        }
    }

    private Repaired run(ReadProgress progress) throws UnreadableRecordingException, IOException {
        lost.addAll(source.damage());
        List<ChunkSpan> chunks = source.chunks();
        OneJvm jvm = new OneJvm();
        long total = chunks.stream().mapToLong(ChunkSpan::extent).sum();
        long done = 0;
        for (ChunkSpan chunk : chunks) {
            progress.at(done, total);
            if (chunk.isOld()) {
                old(chunk);
            } else {
                take(chunk, jvm);
            }
            done += chunk.extent();
        }
        progress.at(total, total);
        if (parts.isEmpty()) {
            throw source.nothing(lost);
        }
        lost.addAll(source.refused());
        return new Repaired(parts, lost);
    }

    /** Of format 0, which only JMC reads, what is damaged is made to be passed over. */
    private void old(ChunkSpan span) throws IOException {
        try {
            OldChunk chunk = OldChunk.read(span);
            String complaint = ForeignReaders.complaintOfJmc(new ByteArrayInputStream(chunk.bytes()));
            if (!complaint.isEmpty()) {
                lost(span, unread(complaint));
                return;
            }
            to.write(ByteBuffer.wrap(chunk.bytes()));
            boolean whole = chunk.damage().isEmpty();
            if (!whole) {
                lost(span, chunk.damage());
            }
            add(span, whole ? Done.COPIED : Done.REBUILT, span.extent(), new TreeMap<>(), 0, span.end());
        } catch (UnreadableChunkException e) {
            lost(span, String.valueOf(e.getMessage()));
        }
    }

    private void take(ChunkSpan span, OneJvm jvm) throws IOException, UnreadableRecordingException {
        try (NearChunks near = source.near(span, types);
                Chunk chunk = Chunk.open(span, types, near, new byte[0])) {
            boolean told = jvm.check(chunk);
            if (ChunkRewriter.isSound(chunk, flaw -> lost(span, flaw))) {
                copy(span.path(), span.offset(), span.size());
                add(span, Done.COPIED, span.size(), chunk.counts(), 0, span.end());
            } else {
                rebuild(chunk, near, told);
            }
        } catch (UnreadableChunkException e) {
            lost(span, String.valueOf(e.getMessage()));
        }
    }

    /**
     * @param told whether it says of which JVM it is; of one that is damaged that may be wrong, and would make two JVMs of one
     */
    private void rebuild(Chunk chunk, NearChunks near, boolean told) throws IOException {
        String complaint = complaint(chunk, told);
        if (!complaint.isEmpty() && !isRebuiltWithLentTypes(chunk.span(), near, told)) {
            lost(chunk.span(), complaint);
        }
    }

    /** Bits may be flipped in the names that others know fields by, which no check of ours tells. */
    private boolean isRebuiltWithLentTypes(ChunkSpan span, NearChunks near, boolean told) throws IOException {
        try (Chunk chunk = Chunk.openWithLentTypes(span, types, near)) {
            return complaint(chunk, told).isEmpty();
        } catch (UnreadableChunkException e) {
            return false;
        }
    }

    /** Puts a chunk together anew, and adds it to the result unless there is something against it: what is returned then. */
    private String complaint(Chunk chunk, boolean told) throws IOException {
        Written written;
        try (FileChannel bench =
                FileChannel.open(workbench, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            written = ChunkRewriter.rewrite(chunk, OneJvm.choice(EventChoice.ALL, told), TextFilter.KEEP, true, bench);
        }
        if (written.total() == 0) {
            return "nothing in the chunk could be saved";
        }
        String complaint = ForeignReaders.complaint(workbench);
        if (!complaint.isEmpty()) {
            return unread(complaint);
        }
        ChunkSpan span = chunk.span();
        written.flaws().forEach(flaw -> lost(span, flaw));
        copy(workbench, 0, Files.size(workbench));
        add(span, Done.REBUILT, written.bytes(), written.events(), written.lent(), written.endNanos());
        return "";
    }

    private static String unread(String complaint) {
        return "what is left of the chunk is not read by others (" + complaint + ")";
    }

    private void add(ChunkSpan span, Done done, long bytes, SortedMap<String, Long> events, long lent, long end) {
        SortedMap<String, Long> some = new TreeMap<>(events);
        some.values().removeIf(count -> count == 0);
        parts.add(new Part(span.name(), span.offset(), done, bytes, some, lent, span.start(), end));
    }

    private void lost(ChunkSpan span, Flaw flaw) {
        lost.add(new Damage(
                span.name(), span.offset() + flaw.where().at(), flaw.where().size(), flaw.what()));
    }

    private void lost(ChunkSpan span, String why) {
        lost.add(new Damage(span.name(), span.offset(), span.extent(), why));
    }

    private void copy(Path from, long offset, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(from, StandardOpenOption.READ)) {
            for (long done = 0; done < size; ) {
                long n = channel.transferTo(offset + done, size - done, to);
                if (n <= 0) {
                    throw new IOException(from + " has become shorter");
                }
                done += n;
            }
        }
    }
}
