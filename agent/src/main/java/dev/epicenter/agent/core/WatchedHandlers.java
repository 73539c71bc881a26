package dev.epicenter.agent.core;

import dev.epicenter.agent.core.patch.ClassBytes;
import dev.epicenter.agent.runtime.HandlerSite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catch and finally blocks of a method that are watched, with their numbers: the same ones whenever a class is looked at. */
final class WatchedHandlers {
    /** One of them. */
    record Watched(HandlerShape.Handler handler, HandlerRegion region, HandlerSite site) {}

    private WatchedHandlers() {}

    /** In code order. */
    static List<Watched> in(
            SiteRegistry registry, @Nullable ClassLoader loader, ClassBytes type, int method, HandlerShape shape) {
        List<Watched> found = new ArrayList<>(shape.handlers.size());
        Map<String, Integer> ordinals = new HashMap<>();
        for (HandlerShape.Handler handler : shape.handlers.values()) {
            HandlerRegion region = new HandlerRegion(shape, handler);
            boolean passesOn = region.passesOn(handler);
            if (passesOn || !region.isPlumbing(handler)) {
                String types = String.join(";", handler.types()).replace('/', '.');
                int line = shape.line(handler.at());
                String key = types + ":" + line;
                Integer before = ordinals.get(key);
                int ordinal = before == null ? 0 : before + 1;
                ordinals.put(key, ordinal);
                found.add(new Watched(
                        handler,
                        region,
                        registry.site(
                                loader,
                                type.name().replace('/', '.'),
                                type.methodName(method),
                                type.descriptor(method),
                                types,
                                line,
                                ordinal,
                                passesOn)));
            }
        }
        return found;
    }
}
