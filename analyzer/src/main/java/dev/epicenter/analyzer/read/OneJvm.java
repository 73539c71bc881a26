package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Chunk;
import dev.epicenter.analyzer.jfr.Subscriptions;
import java.util.ArrayList;
import java.util.List;

/** Sees to it that all chunks are of one JVM: in one file, readers would take the names of one for those of another. */
public final class OneJvm {
    private String first = "";

    /**
     * Reads who was recorded in a chunk.
     *
     * @throws UnreadableRecordingException when it is not who was recorded in those before it
     */
    public void check(Chunk chunk) throws UnreadableRecordingException {
        List<String> told = new ArrayList<>();
        Subscriptions who = new Subscriptions();
        who.on("jdk.JVMInformation", e -> told.add(e.text(0) + " of " + e.time(1)), "pid", "jvmStartTime");
        chunk.read(who);
        if (!told.isEmpty()) {
            if (first.isEmpty()) {
                first = told.get(0);
            } else if (!first.equals(told.get(0))) {
                throw new UnreadableRecordingException(chunk.span().name()
                        + ": it is of another JVM than what comes before; give the recordings of one JVM only");
            }
        }
    }
}
