package dev.epicenter.agent.runtime;

import org.jspecify.annotations.Nullable;

/** A class whose code is to be looked at. */
public final class CodeRequest {
    private final Class<?> type;

    @Nullable
    CodeRequest below;

    CodeRequest(Class<?> type) {
        this.type = type;
    }

    /** The class. */
    public Class<?> type() {
        return type;
    }

    /** The one that was made before this one. */
    public @Nullable CodeRequest before() {
        return below;
    }
}
