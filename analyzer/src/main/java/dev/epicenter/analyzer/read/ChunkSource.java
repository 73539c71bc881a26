package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ChunkFinder;
import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.jfr.Flaw;
import dev.epicenter.analyzer.jfr.MetadataCache;
import dev.epicenter.analyzer.jfr.NearChunks;
import dev.epicenter.model.DataLoss.Damage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The chunks of what the user gave, in time order and each once. Unpacks what is packed, until it is closed. */
public final class ChunkSource implements AutoCloseable {
    private final List<Path> inputs;
    private final InputOpener opener;
    private final List<Damage> damage = new ArrayList<>();
    private final List<FoundChunk> chunks;
    private final Siblings siblings = new Siblings();
    private final List<ChunkSpan> models = new ArrayList<>();

    private ChunkSource(List<Path> inputs, InputOpener opener) {
        this.inputs = List.copyOf(inputs);
        this.opener = opener;
        damage.addAll(opener.damage());
        List<FoundChunk> found = new ArrayList<>();
        for (InputFile file : opener.files()) {
            try {
                ChunkFinder.Found of = ChunkFinder.find(file.name(), file.path());
                of.chunks().forEach(span -> found.add(new FoundChunk(span, file.origin())));
                for (Flaw flaw : of.garbage()) {
                    damage.add(new Damage(
                            file.name(), flaw.where().at(), flaw.where().size(), flaw.what()));
                }
            } catch (IOException e) {
                damage.add(new Damage(file.name(), 0, -1, "cannot be read: " + InputOpener.oneLine(e)));
            }
        }
        chunks = FoundChunk.inOrder(found);
        chunks.forEach(c -> siblings.add(c.span(), c.origin()));
    }

    /**
     * Opens inputs and finds their chunks.
     *
     * @param inputs files, directories of chunks, or {@code -} for standard input
     * @throws UnreadableRecordingException when there is no room to unpack one
     */
    public static ChunkSource open(List<Path> inputs) throws UnreadableRecordingException {
        return open(inputs, System.in);
    }

    static ChunkSource open(List<Path> inputs, InputStream standardInput) throws UnreadableRecordingException {
        InputOpener opener = new InputOpener(standardInput);
        boolean done = false;
        try {
            for (Path input : inputs) {
                opener.open(input);
            }
            ChunkSource source = new ChunkSource(inputs, opener);
            done = true;
            return source;
        } finally {
            if (!done) {
                opener.close();
            }
        }
    }

    List<FoundChunk> found() {
        return chunks;
    }

    /** The chunks, in time order. */
    public List<ChunkSpan> chunks() {
        return chunks.stream().map(FoundChunk::span).toList();
    }

    /**
     * Chunks that help to read one: from where it comes from, the closest first, some before it, then some behind it; and of other
     * inputs those that may tell what its events look like.
     */
    public NearChunks near(ChunkSpan chunk, MetadataCache types) {
        List<ChunkSpan> others = new ArrayList<>(models);
        others.addAll(siblings.models(chunk));
        return new NearChunks(siblings.of(chunk), others, types);
    }

    /** Takes recordings of the same JDK build as models of what events look like, and for nothing else. */
    public void addModels(ChunkSource of) {
        models.addAll(of.chunks());
    }

    /** What is in the inputs and belongs to no chunk, and compressed input that ended early. */
    public List<Damage> damage() {
        return List.copyOf(damage);
    }

    /** Inputs that are none, each with the reason. */
    public List<Damage> refused() {
        List<Damage> refused = new ArrayList<>();
        for (String refusal : opener.refusals()) {
            int colon = refusal.indexOf(": ");
            refused.add(new Damage(refusal.substring(0, colon), 0, -1, refusal.substring(colon + 2)));
        }
        return refused;
    }

    /**
     * Why there is nothing to be read, and what to do about it.
     *
     * @param all damage, that of the chunks among it
     */
    public UnreadableRecordingException nothing(List<Damage> all) {
        if (!opener.refusals().isEmpty()) {
            return new UnreadableRecordingException(opener.refusals().get(0));
        }
        if (!all.isEmpty()) {
            Damage first = all.get(0);
            return new UnreadableRecordingException(first.source() + ": nothing in it can be read, since "
                    + first.what() + "; give another dump or the JVM's repository directory");
        }
        return new UnreadableRecordingException(inputs + ": there is nothing to read: give a .jfr file");
    }

    @Override
    public void close() {
        opener.close();
    }
}
