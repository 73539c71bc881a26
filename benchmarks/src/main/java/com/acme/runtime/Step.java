package com.acme.runtime;

/** One stop of a request: does its part and usually lets the request {@linkplain Invocation#proceed proceed}. */
@FunctionalInterface
public interface Step {
    /** Handles the request at this stop. */
    void handle(Invocation invocation) throws Exception;
}
