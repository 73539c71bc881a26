package com.acme.runtime;

import java.util.List;

/** One request on its way through the steps of its call path, like an interceptor chain; the work comes last. */
public final class Invocation {
    private final List<Step> steps;
    private final Step work;
    private int position;

    /** A request at the start of its path. */
    public Invocation(List<Step> steps, Step work) {
        this.steps = steps;
        this.work = work;
    }

    /** Enters the next step, or does the work after the last one. */
    public void proceed() throws Exception {
        Step next = position < steps.size() ? steps.get(position) : work;
        position++;
        next.handle(this);
    }

    /** Where the request stands, for {@link #rewind}. */
    public int position() {
        return position;
    }

    /** Takes the request back to where it stood, so that it can be tried again. */
    public void rewind(int position) {
        this.position = position;
    }
}
