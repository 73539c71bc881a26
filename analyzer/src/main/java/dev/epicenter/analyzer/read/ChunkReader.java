package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Chunk;
import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.jfr.Flaw;
import dev.epicenter.analyzer.jfr.MetadataCache;
import dev.epicenter.analyzer.jfr.NearChunks;
import dev.epicenter.analyzer.jfr.Range;
import dev.epicenter.analyzer.jfr.UnreadableChunkException;
import dev.epicenter.model.DataLoss.Damage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads chunks into digests, each on its own, so that a damaged one costs only itself. */
final class ChunkReader {
    private final StackPool stacks = new StackPool();
    private final MetadataCache types = new MetadataCache();
    private final Spares spares = new Spares();
    private final Set<Long> oldChunks = new HashSet<>();

    /**
     * Reads a chunk.
     *
     * @param source where it comes from, with chunks that are looked at when this one is not whole
     */
    ChunkReading read(ChunkSpan span, ChunkSource source) {
        try {
            return span.isOld() ? new OldChunkReader(stacks, oldChunks).read(span) : readNew(span, source);
        } catch (IOException e) {
            return ChunkReading.failed(span, "the file cannot be read here: " + InputOpener.oneLine(e));
        } catch (UncheckedIOException e) {
            return ChunkReading.failed(span, "the file cannot be read here: " + InputOpener.oneLine(e));
        } catch (RuntimeException e) {
            return ChunkReading.failed(
                    span, "the chunk's content makes no sense (" + e.getClass().getSimpleName() + ")");
        } catch (OutOfMemoryError e) {
            return ChunkReading.failed(span, "the chunk needs more memory than there is: run with a larger -Xmx");
        }
    }

    private ChunkReading readNew(ChunkSpan span, ChunkSource source) throws IOException {
        NearChunks near = source.near(span, types);
        List<Chunk> opened = new ArrayList<>();
        boolean done = false;
        try {
            Chunk chunk = Chunk.open(span, types, near, spares.bytes());
            opened.add(chunk);
            ChunkScope scope = new ChunkScope(chunk.dictionary(), stacks, span.start(), span.end());
            ChunkDigest digest = new ChunkDigest(scope, spares.batch());
            chunk.read(digest.subscriptions());
            digest.end(chunk.counts());
            List<Damage> damage = damage(span, chunk.flaws(), digest.throwing.damaged());
            done = true;
            return new ChunkReading(digest, damage, () -> {
                close(opened, near);
                spares.giveBack(chunk.spare());
                spares.giveBack(digest.throwing.batch());
            });
        } catch (UnreadableChunkException e) {
            return ChunkReading.failed(span, String.valueOf(e.getMessage()));
        } finally {
            if (!done) {
                close(opened, near);
            }
        }
    }

    private static void close(List<Chunk> opened, NearChunks near) {
        opened.forEach(Chunk::close);
        near.close();
    }

    private static List<Damage> damage(ChunkSpan span, List<Flaw> flaws, long damagedThrows) {
        List<Damage> damage = new ArrayList<>();
        for (Flaw flaw : flaws) {
            Range where = flaw.where();
            damage.add(new Damage(span.name(), span.offset() + where.at(), where.size(), flaw.what()));
        }
        if (damagedThrows > 0) {
            damage.add(new Damage(
                    span.name(),
                    span.offset(),
                    span.extent(),
                    damagedThrows + " throw events were left out since their time or class is damaged"));
        }
        return damage;
    }
}
