package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Event;
import java.util.Set;

/** The event types that an analysis looks at. */
public final class UsedEvents {
    /** Their names, as JDK 11 and later have them. */
    public static final Set<String> TYPES = types();

    private UsedEvents() {}

    private static Set<String> types() {
        ChunkScope nothing = new ChunkScope(new JmcDictionary(), new StackPool(), Event.NEVER, Event.NEVER);
        return new ChunkDigest(nothing, new ThrowBatch()).subscriptions().types();
    }
}
