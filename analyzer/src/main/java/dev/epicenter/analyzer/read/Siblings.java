package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.jfr.ChunkSpan.State;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chunks that came from the same file or directory, and so from the same JVM in all likelihood. */
final class Siblings {
    private static final int BEFORE = 8;
    private static final int AFTER = 2;
    /** Other JVMs whose chunks are looked at for types. A judgement. */
    private static final int MODELS = 8;

    private final Map<String, List<ChunkSpan>> byOrigin = new LinkedHashMap<>();
    private final Map<ChunkSpan, Place> places = new IdentityHashMap<>();

    private record Place(List<ChunkSpan> among, int index) {}

    /** Adds a chunk, in time order. */
    void add(ChunkSpan chunk, String origin) {
        if (!chunk.isOld()) {
            List<ChunkSpan> all = byOrigin.computeIfAbsent(origin, o -> new ArrayList<>());
            places.put(chunk, new Place(all, all.size()));
            all.add(chunk);
        }
    }

    /** A finished chunk of each other file or directory, at most {@value #MODELS}. */
    List<ChunkSpan> models(ChunkSpan chunk) {
        Place place = places.get(chunk);
        return byOrigin.values().stream()
                .filter(among -> place == null || among != place.among)
                .flatMap(among ->
                        among.stream().filter(c -> c.state() == State.COMPLETE).limit(1))
                .limit(MODELS)
                .toList();
    }

    /** Some before a chunk, the closest first, then some behind it. */
    List<ChunkSpan> of(ChunkSpan chunk) {
        Place place = places.get(chunk);
        List<ChunkSpan> closest = new ArrayList<>();
        if (place != null) {
            for (int i = place.index - 1; i >= Math.max(0, place.index - BEFORE); i--) {
                closest.add(place.among.get(i));
            }
            int after = place.index + 1;
            closest.addAll(place.among.subList(after, Math.min(after + AFTER, place.among.size())));
        }
        return closest;
    }
}
