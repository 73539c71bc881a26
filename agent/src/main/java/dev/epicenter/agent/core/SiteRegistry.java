package dev.epicenter.agent.core;

import dev.epicenter.agent.runtime.HandlerSite;
import dev.epicenter.agent.runtime.HandlerSites;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives catch blocks their numbers: the same again when a class is transformed again, new ones to the same class in another loader.
 * Forgets them with their loader.
 */
final class SiteRegistry {
    private final Map<LoaderKey, Map<String, List<HandlerSite>>> sites = new HashMap<>();
    private final ReferenceQueue<ClassLoader> unloaded = new ReferenceQueue<>();

    /**
     * The block's number.
     *
     * @param className binary name
     * @param ordinal   position among the blocks of its method that look the same
     * @param passesOn  as {@link HandlerSite#passesOn()}
     */
    synchronized HandlerSite site(
            @Nullable ClassLoader loader,
            String className,
            String method,
            String descriptor,
            String types,
            int line,
            int ordinal,
            boolean passesOn) {
        forgetUnloaded();
        Map<String, List<HandlerSite>> ofLoader = sites.get(new LoaderKey(loader, null));
        if (ofLoader == null) {
            ofLoader = new HashMap<>();
            sites.put(new LoaderKey(loader, unloaded), ofLoader);
        }
        List<HandlerSite> ofClass = ofLoader.get(className);
        if (ofClass == null) {
            ofClass = new ArrayList<>(2);
            ofLoader.put(className, ofClass);
        }
        int same = 0;
        for (HandlerSite known : ofClass) {
            if (known.line() == line
                    && known.methodName().equals(method)
                    && known.descriptor().equals(descriptor)
                    && known.caughtTypes().equals(types)
                    && same++ == ordinal) {
                return known;
            }
        }
        HandlerSite added = new HandlerSite(className, method, descriptor, types, line, passesOn);
        HandlerSites.add(added);
        ofClass.add(added);
        return added;
    }

    /** The blocks of a class that have a number, in the order in which they got it. */
    synchronized List<HandlerSite> of(@Nullable ClassLoader loader, String className) {
        Map<String, List<HandlerSite>> ofLoader = sites.get(new LoaderKey(loader, null));
        List<HandlerSite> found = ofLoader == null ? null : ofLoader.get(className);
        return found == null ? List.of() : List.copyOf(found);
    }

    private void forgetUnloaded() {
        for (Reference<? extends ClassLoader> gone = unloaded.poll(); gone != null; gone = unloaded.poll()) {
            Map<String, List<HandlerSite>> forgotten = sites.remove((LoaderKey) gone);
            if (forgotten != null) {
                for (List<HandlerSite> ofClass : forgotten.values()) {
                    for (HandlerSite site : ofClass) {
                        HandlerSites.remove(site);
                    }
                }
            }
        }
    }

    /** A loader by identity, held weakly. */
    private static final class LoaderKey extends WeakReference<ClassLoader> {
        private final int hash;

        LoaderKey(@Nullable ClassLoader loader, @Nullable ReferenceQueue<ClassLoader> queue) {
            super(loader, queue);
            hash = System.identityHashCode(loader);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || other instanceof LoaderKey && isSame((LoaderKey) other);
        }

        private boolean isSame(LoaderKey other) {
            ClassLoader loader = get();
            return loader != null && other.refersTo(loader);
        }
    }
}
