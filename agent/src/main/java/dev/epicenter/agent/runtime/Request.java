package dev.epicenter.agent.runtime;

import dev.epicenter.events.ServerRequestEvent;

/** A request that a thread answers. */
final class Request {
    final Task task;
    final Object response;
    final boolean servlet;
    final ServerRequestEvent event;
    /** Handlers within the handler: filters, forwards, includes. */
    int depth;

    Request(Task task, Object response, boolean servlet, ServerRequestEvent event) {
        this.task = task;
        this.response = response;
        this.servlet = servlet;
        this.event = event;
    }
}
