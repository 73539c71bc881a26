package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Chunk;
import dev.epicenter.analyzer.jfr.EventChoice;
import dev.epicenter.analyzer.jfr.Subscriptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees to it that all chunks are of one JVM: in one file, readers would take the names of one for those of another. */
public final class OneJvm {
    private static final String WHO = "jdk.JVMInformation";

    private @Nullable JvmIdentity first;

    /**
     * Reads who was recorded in a chunk.
     *
     * @return false when it says so of nobody, or of somebody else since it is damaged
     * @throws UnreadableRecordingException when it is not who was recorded in those before it
     */
    public boolean check(Chunk chunk) throws UnreadableRecordingException {
        List<JvmIdentity> told = new ArrayList<>();
        Subscriptions who = new Subscriptions();
        who.on(WHO, e -> told.add(new JvmIdentity(String.valueOf(e.text(0)), e.time(1), false)), "pid", "jvmStartTime");
        chunk.read(who);
        if (told.isEmpty()) {
            return false;
        }
        boolean damaged = !chunk.flaws().isEmpty();
        JvmIdentity identity = new JvmIdentity(told.get(0).pid(), told.get(0).start(), damaged);
        if (first == null) {
            first = identity;
        }
        if (!first.mayBe(identity)) {
            throw new UnreadableRecordingException(chunk.span().name()
                    + ": it is of another JVM than what comes before; give the recordings of one JVM only");
        }
        return first.pid().equals(identity.pid()) && first.start() == identity.start();
    }

    /**
     * What to write of a chunk, which is whole then: who it says was recorded is left out where it is not right, since it would make two
     * JVMs of one.
     *
     * @param told what {@link #check} said of the chunk
     */
    public static EventChoice choice(EventChoice wanted, boolean told) {
        return told ? wanted : wanted.without(WHO);
    }
}
