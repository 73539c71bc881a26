package dev.epicenter.render;

import static dev.epicenter.render.DiagnosisBuilder.START;
import static dev.epicenter.render.DiagnosisBuilder.frame;
import static dev.epicenter.render.DiagnosisBuilder.stack;
import static dev.epicenter.render.DiagnosisBuilder.thread;

import dev.epicenter.model.Certainty;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.Environment;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Frame;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Reason;
import dev.epicenter.model.Recoverability;
import dev.epicenter.model.Relation;
import dev.epicenter.model.RootCause;
import dev.epicenter.model.Severity;
import dev.epicenter.model.Symptom;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskKind;
import dev.epicenter.model.TaskOutcome;
import dev.epicenter.model.ThreadRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a recording with the agent holds besides: tasks, handlers, an environment; and a crash at its end. */
final class AgentSample {
    private static final ThreadRef REQUEST = thread(41, "http-7");
    private static final ThreadRef PRICES = thread(57, "prices-1");
    private static final ThreadRef STOCK = thread(58, "stock-3");
    private static final ThreadRef AUDIT = thread(59, "audit-1");

    private final DiagnosisBuilder builder = new DiagnosisBuilder();
    private int tasks;

    private AgentSample() {}

    /** A request whose subtasks fail, are cancelled, outlive it and never end. */
    static Diagnosis observed() {
        return new AgentSample().build();
    }

    private Diagnosis build() {
        int root = builder.failure(
                30_010,
                "java.net.ConnectException",
                "Connection refused",
                stack(frame("java.net.Socket", "connect", 633), frame("com.acme.shop.price.PriceClient", "quote", 44)),
                PRICES);
        int price = builder.failure(
                30_012,
                "com.acme.shop.price.PriceException",
                "no price for SKU-4711",
                stack(frame("com.acme.shop.price.PriceClient", "quote", 49)),
                PRICES);
        int cancelled = builder.failure(
                30_020,
                "java.util.concurrent.CancellationException",
                "",
                stack(frame("com.acme.shop.stock.StockCheck", "call", 31)),
                STOCK);
        int order = builder.failure(
                30_030,
                "com.acme.shop.order.OrderException",
                "order 9 failed",
                stack(frame("com.acme.shop.order.OrderService", "place", 88)),
                REQUEST);
        Link wrap = link(root, price, Relation.CAUSE, "The agent saw the cause handed to the constructor.");
        Link async = link(price, order, Relation.ASYNC, "The agent saw the outcome of the subtask fetched.");
        int request = task(-1, TaskKind.REQUEST, "POST /orders", REQUEST, 30_000, 30_040, TaskOutcome.FAILED, order);
        int prices = task(
                request,
                TaskKind.STRUCTURED,
                "com.acme.shop.price.PriceCall",
                PRICES,
                30_002,
                30_013,
                TaskOutcome.FAILED,
                price);
        task(
                request,
                TaskKind.STRUCTURED,
                "com.acme.shop.stock.StockCheck",
                STOCK,
                30_003,
                30_021,
                TaskOutcome.CANCELLED,
                cancelled);
        task(
                request,
                TaskKind.POOL,
                "com.acme.shop.audit.AuditWrite",
                AUDIT,
                30_005,
                31_500,
                TaskOutcome.COMPLETED,
                -1);
        task(request, TaskKind.POOL, "com.acme.shop.audit.AuditUpload", AUDIT, 31_501, -1, TaskOutcome.UNFINISHED, -1);
        task(prices, TaskKind.STAGE, "com.acme.shop.price.Fallback", PRICES, 30_013, 30_014, TaskOutcome.COMPLETED, -1);
        builder.incident(new Incident(
                        "incident-1",
                        "v1:a9e47000",
                        Severity.WARNING,
                        84,
                        builder.get(root).at(),
                        builder.get(order).at(),
                        1,
                        new Symptom(SymptomKind.REQUEST_FAILED, order, "POST /orders answered 500."),
                        List.of(new RootCause(
                                1,
                                root,
                                0.97,
                                List.of(new Reason("observed", 0.97, "The agent saw the whole chain.")))),
                        List.of(wrap, async),
                        List.of(),
                        List.of(),
                        Recoverability.APPLICATION,
                        "Give PriceClient.quote a fallback for a refused connection."))
                .handler(new HandlerSite(
                        0,
                        0,
                        frame("com.acme.shop.price.PriceClient", "quote", 47),
                        List.of("java.io.IOException"),
                        Disposition.WRAPPED,
                        List.of("wraps it in PriceException"),
                        12,
                        12,
                        Optional.of(Duration.ofMillis(2)),
                        List.of(new HandlerSite.Received("java.net.ConnectException", 12, Optional.of(0))),
                        List.of("incident-1"),
                        List.of()))
                .handler(new HandlerSite(
                        1,
                        0,
                        frame("com.acme.shop.stock.StockCheck", "call", 35),
                        List.of(),
                        Disposition.SWALLOWED,
                        List.of("returns an empty list"),
                        9_001,
                        64,
                        Optional.empty(),
                        List.of(
                                new HandlerSite.Received(
                                        "java.util.concurrent.CancellationException", 60, Optional.of(2)),
                                new HandlerSite.Received("java.lang.InterruptedException", 4, Optional.empty())),
                        List.of(),
                        List.of(new HandlerSite.Remark(
                                HandlerSite.Flaw.AROUND_HAND_OVER, "It encloses the hand-over and not the work."))))
                .environment(new Environment(
                        new TreeMap<>(Map.of("MaxHeapSize", "512 MiB", "OmitStackTraceInFastThrow", "true")),
                        new TreeMap<>(Map.of("java.class.path", "/srv/shop/shop.jar")),
                        new TreeMap<>(Map.of("processors", "2", "container memory limit", "768 MiB")),
                        new TreeMap<>(Map.of("jdk.JavaExceptionThrow#throttle", "100/s"))))
                .crash(Samples.log(0, List.of(new Frame("libpack.so", "pack", "", -1, "")), "Update libpack.")
                        .joined(0, START.plusSeconds(100)));
        return builder.build();
    }

    private Link link(int from, int to, Relation relation, String text) {
        return builder.link(
                from, to, relation, 1, List.of(new Evidence("seen", text, 1, List.of(builder.event(to)))), List.of());
    }

    private int task(
            int parent,
            TaskKind kind,
            String name,
            ThreadRef ranOn,
            int from,
            int to,
            TaskOutcome outcome,
            int failure) {
        builder.task(new Task(
                tasks,
                0,
                parent < 0 ? Optional.empty() : Optional.of(parent),
                kind,
                name,
                parent < 0 ? Optional.empty() : Optional.of(REQUEST),
                Optional.of(ranOn),
                Optional.of(START.plusMillis(from - 1L)),
                Optional.of(START.plusMillis(from)),
                to < 0 ? Optional.empty() : Optional.of(START.plusMillis(to)),
                outcome,
                outcome == TaskOutcome.FAILED ? Task.Fetch.FETCHED : Task.Fetch.NEVER,
                failure < 0 ? Optional.empty() : Optional.of(failure),
                "4bf92f3577b34da6a3ce929d0e0e4736",
                Certainty.OBSERVED));
        return tasks++;
    }
}
