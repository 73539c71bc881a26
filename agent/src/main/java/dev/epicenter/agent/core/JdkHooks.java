package dev.epicenter.agent.core;

import dev.epicenter.agent.runtime.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The methods of the JDK that are instrumented. Names are those of JDK 17 to 25; where they differ there is a hook for each, and one
 * that found no place is reported as missing only if no other does the same.
 */
final class JdkHooks {
    private static final String CONCURRENT = "java/util/concurrent/";
    private static final String FUTURE = CONCURRENT + "CompletableFuture";
    private static final String FORK_JOIN = CONCURRENT + "ForkJoinTask";
    private static final String WORK = "Ljava/lang/Runnable;";
    private static final String LIST = "Ljava/util/List;";
    private static final String COUNTER = "Ljava/util/concurrent/atomic/AtomicInteger;";

    private final HookList hooks = new HookList();

    JdkHooks(int feature) {
        failures();
        threads(feature);
        interrupts(feature);
        process();
        futures(feature);
        pools();
        forkJoin(feature);
        timers();
        stages();
        results(feature);
        requests();
        if (feature >= 21) {
            virtual();
            structured();
        }
    }

    /** The hooks in a class, null when there are none. */
    @Nullable
    List<Hook> in(String internalName) {
        return hooks.of(internalName);
    }

    private void failures() {
        hooks.in(Part.FAILURES, "java/lang/Throwable")
                .exit(
                        "<init>",
                        "FailureHooks.constructed",
                        "TSTO",
                        "this",
                        "detailMessage:Ljava/lang/String;",
                        "cause:Ljava/lang/Throwable;",
                        "backtrace:Ljava/lang/Object;")
                .exit("initCause", "FailureHooks.causeSet", "TT", "this", "0")
                .exit("addSuppressed", "FailureHooks.suppressedAdded", "TT", "this", "0");
        hooks.in(Part.FAILURES, "java/lang/Thread")
                .afterCall(
                        "dispatchUncaughtException",
                        "getUncaughtExceptionHandler",
                        "ThreadHooks.uncaught",
                        "OT",
                        "top",
                        "0");
    }

    private void threads(int feature) {
        hooks.in(Part.TASKS, "java/lang/Thread");
        String work = feature < 19 ? "target:" + WORK : "holder:Ljava/lang/Thread$FieldHolder;>task:" + WORK;
        hooks.entry("start()V", "ThreadHooks.started", "OO", "this", work);
        if (feature >= 19) {
            hooks.entry("start(Ljdk/internal/vm/ThreadContainer;)V", "ThreadHooks.started", "OO", "this", work);
        }
    }

    private void virtual() {
        hooks.in(Part.TASKS, "java/lang/VirtualThread")
                .exit("<init>", "ThreadHooks.virtualCreated", "OO", "this", "3")
                .entry("start(Ljdk/internal/vm/ThreadContainer;)V", "ThreadHooks.started", "OO", "this", "null")
                .in(Part.INTERRUPTS, "java/lang/VirtualThread")
                .entry("interrupt", "ThreadHooks.interrupted", "O", "this")
                .in(Part.TASKS, CONCURRENT + "ThreadPerTaskExecutor")
                .entry("shutdown", "TaskHooks.shutdown", "O", "this")
                .exit("shutdownNow", "TaskHooks.shutdownNow", LIST + "O", "top", "this");
    }

    private void interrupts(int feature) {
        hooks.in(Part.INTERRUPTS, "java/lang/Thread")
                .entry("interrupt", "ThreadHooks.interrupted", "O", "this")
                .exit("interrupted()Z", "ThreadHooks.statusCleared", "Z", "top")
                .in(Part.INTERRUPTS, CONCURRENT + "ThreadPoolExecutor")
                .entry("interruptIdleWorkers(Z)V", "TaskHooks.idleInterruptsBegin", "")
                .always("interruptIdleWorkers(Z)V", "TaskHooks.idleInterruptsEnd");
    }

    private void process() {
        hooks.in(Part.PROCESS, "java/lang/Runtime")
                .entry("exit", "ProcessHooks.exiting", "I", "0")
                .entry("halt", "ProcessHooks.halting", "I", "0")
                .in(Part.PROCESS, "java/lang/ApplicationShutdownHooks")
                .beforeCall("runHooks", "start", "ProcessHooks.hookStarting", "O", "top")
                .in(Part.PROCESS, "java/lang/Thread")
                .entry("exit()V", "ThreadHooks.ending", "O", "this");
    }

    private void futures(int feature) {
        hooks.in(Part.TASKS, CONCURRENT + "FutureTask")
                .exit("<init>", "TaskHooks.futureCreated", "OO", "this", "0")
                .entry("run", "TaskHooks.futureStarted", "O", "this")
                .always("run", "TaskHooks.futureEnded")
                .entry("runAndReset", "TaskHooks.futureStartedAgain", "O", "this")
                .always("runAndReset", "TaskHooks.futureEnded")
                .entry("setException", "TaskHooks.futureFailed", "OT", "this", "0")
                .exit("cancel", "TaskHooks.cancelled", "ZOZ", "top", "this", "0")
                .entry("report", "TaskHooks.futureReported", "OI", "this", "0");
        if (feature >= 19) {
            hooks.entry("exceptionNow", "TaskHooks.exceptionAsked", "O", "this");
        }
    }

    private void pools() {
        hooks.in(Part.TASKS, CONCURRENT + "ThreadPoolExecutor")
                .entry("execute", "TaskHooks.executed", "OO", "this", "0")
                .entry("addWorker", "TaskHooks.threadStartsBegin", "")
                .always("addWorker", "TaskHooks.threadStartsEnd")
                .beforeCall("runWorker", "beforeExecute", "TaskHooks.loopBegins", "O", "top")
                .beforeCall("runWorker", "afterExecute", "TaskHooks.loopEnds", "T", "top")
                .entry("beforeExecute", "TaskHooks.beforeExecute", "O", "1")
                .entry("afterExecute", "TaskHooks.afterExecute", "OT", "0", "1")
                .entry(
                        "reject",
                        "TaskHooks.rejected",
                        "OOO" + COUNTER + "O",
                        "this",
                        "0",
                        "handler:Ljava/util/concurrent/RejectedExecutionHandler;",
                        "ctl:" + COUNTER,
                        "workQueue:Ljava/util/concurrent/BlockingQueue;")
                .entry("shutdown", "TaskHooks.shutdown", "O", "this")
                .exit("shutdownNow", "TaskHooks.shutdownNow", LIST + "O", "top", "this")
                .in(Part.TASKS, CONCURRENT + "ScheduledThreadPoolExecutor")
                .entry("delayedExecute", "TaskHooks.scheduled", "OO", "this", "0")
                .in(Part.TASKS, CONCURRENT + "AbstractExecutorService")
                .entry("invokeAll", "TaskHooks.fetchesBegin", "")
                .always("invokeAll", "TaskHooks.fetchesEnd");
    }

    private void forkJoin(int feature) {
        hooks.in(Part.TASKS, FORK_JOIN)
                .entry("fork", "TaskHooks.forked", "OO", "null", "this")
                .entry("doExec", "TaskHooks.taskStarted", "O", "this")
                .always("doExec", "TaskHooks.taskEnded")
                .entry("trySetThrown(Ljava/lang/Throwable;)I", "TaskHooks.futureFailed", "OT", "this", "0")
                .entry("trySetThrown(Ljava/lang/Throwable;)Z", "TaskHooks.futureFailed", "OT", "this", "0")
                .exit("cancel", "TaskHooks.cancelled", "ZOZ", "top", "this", "0")
                .entry("reportException", "TaskHooks.futureAsked", "O", "this")
                .entry("getException", "TaskHooks.futureAsked", "O", "this")
                .entry("isCompletedAbnormally", "TaskHooks.exceptionAsked", "O", "this");
        if (feature < 20) {
            hooks.entry("reportExecutionException", "TaskHooks.futureAsked", "O", "this");
        }
        adapted("AdaptedRunnable");
        adapted("AdaptedRunnableAction");
        adapted("RunnableExecuteAction");
        adapted("AdaptedCallable");
        adapted("AdaptedInterruptibleCallable");
        adapted("AdaptedInterruptibleRunnable");
        hooks.in(Part.TASKS, CONCURRENT + "ForkJoinPool")
                .entry(
                        "externalSubmit(Ljava/util/concurrent/ForkJoinTask;)Ljava/util/concurrent/ForkJoinTask;",
                        "TaskHooks.forked",
                        "OO",
                        "this",
                        "0")
                .entry("createWorker", "TaskHooks.threadStartsBegin", "")
                .always("createWorker", "TaskHooks.threadStartsEnd")
                .entry("shutdown", "TaskHooks.shutdown", "O", "this")
                .exit("shutdownNow", "TaskHooks.shutdownNow", LIST + "O", "top", "this")
                .entry("invokeAll", "TaskHooks.fetchesBegin", "")
                .always("invokeAll", "TaskHooks.fetchesEnd");
        if (feature >= 19) {
            hooks.entry("poolSubmit", "TaskHooks.forked", "OO", "this", "1");
        }
        if (feature >= 25) {
            hooks.in(Part.TASKS, CONCURRENT + "DelayScheduler$ScheduledForkJoinTask")
                    .exit("<init>", "TaskHooks.delayed", "OJOO", "this", "1", "3", "4");
        }
    }

    private void adapted(String simpleName) {
        hooks.in(Part.TASKS, FORK_JOIN + "$" + simpleName).exit("<init>", "TaskHooks.adapted", "OO", "this", "0");
    }

    private void timers() {
        hooks.in(Part.TASKS, "java/util/Timer")
                .entry("sched", "TaskHooks.timerScheduled", "OO", "this", "0")
                .in(Part.TASKS, "java/util/TimerThread")
                .beforeCall("mainLoop", "run", "TaskHooks.timerStarted", "O", "top")
                .afterCall("mainLoop", "run", "TaskHooks.timerEnded", "");
    }

    private void structured() {
        String scope = CONCURRENT + "StructuredTaskScope";
        for (String of : new String[] {scope + "Impl$SubtaskImpl", scope + "$SubtaskImpl"}) {
            hooks.in(Part.TASKS, of)
                    .exit("<init>", "TaskHooks.scopeForked", "OO", "this", "1")
                    .entry("run", "TaskHooks.subtaskStarted", "O", "this")
                    .always("run", "TaskHooks.taskEnded")
                    .in(Part.TASKS, of + "$AltResult")
                    .exit(
                            "<init>(Ljava/util/concurrent/StructuredTaskScope$Subtask$State;Ljava/lang/Throwable;)V",
                            "TaskHooks.subtaskFailed",
                            "T",
                            "1");
        }
    }

    private void stages() {
        for (String simpleName : new String[] {
            "UniApply",
            "UniAccept",
            "UniRun",
            "UniWhenComplete",
            "UniHandle",
            "UniExceptionally",
            "UniComposeExceptionally",
            "UniCompose"
        }) {
            hooks.in(Part.STAGES, FUTURE + "$" + simpleName)
                    .exit("<init>", "StageHooks.created", "OOO", "this", "1", "3");
        }
        for (String simpleName : new String[] {"BiApply", "BiAccept", "BiRun", "OrApply", "OrAccept", "OrRun"}) {
            hooks.in(Part.STAGES, FUTURE + "$" + simpleName)
                    .exit("<init>", "StageHooks.created", "OOO", "this", "1", "4");
        }
        for (String simpleName : new String[] {"AsyncSupply", "AsyncRun"}) {
            hooks.in(Part.STAGES, FUTURE + "$" + simpleName)
                    .exit("<init>", "StageHooks.created", "OOO", "this", "0", "1");
        }
        hooks.in(Part.STAGES, FUTURE)
                .entry("completeThrowable(Ljava/lang/Throwable;)Z", "StageHooks.completing", "OTO", "this", "0", "null")
                .entry(
                        "completeThrowable(Ljava/lang/Throwable;Ljava/lang/Object;)Z",
                        "StageHooks.completing",
                        "OTO",
                        "this",
                        "0",
                        "1")
                .entry("completeExceptionally", "StageHooks.completing", "OTO", "this", "0", "null")
                .entry("completeRelay", "StageHooks.relaying", "OO", "this", "0")
                .exit("completeThrowable", "StageHooks.completed", "ZO", "top", "this")
                .exit("completeExceptionally", "StageHooks.completed", "ZO", "top", "this")
                .exit("completeRelay", "StageHooks.completed", "ZO", "top", "this")
                .exit("<init>(Ljava/lang/Object;)V", "StageHooks.made", "OO", "this", "0")
                .in(Part.STAGES, FUTURE + "$AltResult")
                .exit("<init>", "StageHooks.resultMade", "OT", "this", "0");
        hooks.in(Part.STAGES, FUTURE);
        for (String method : new String[] {
            "uniApplyNow", "uniAcceptNow", "uniRunNow", "uniWhenCompleteStage", "uniHandleStage",
            "uniExceptionallyStage", "uniComposeStage", "uniComposeExceptionallyStage", "uniCopyStage", "biApplyStage",
            "biAcceptStage", "biRunStage"
        }) {
            hooks.exit(method, "StageHooks.made", "OO", "top", "top>result:Ljava/lang/Object;");
        }
    }

    private void requests() {
        hooks.in(Part.REQUESTS, "com/sun/net/httpserver/Filter$Chain")
                .entry("doFilter", "RequestHooks.serverBegins", "O", "0")
                .always("doFilter", "RequestHooks.serverEnds")
                .in(Part.REQUESTS, "jdk/internal/net/http/HttpRequestImpl")
                .put(
                        "<init>(Ljava/net/http/HttpRequest;Ljava/net/ProxySelector;)V",
                        "userHeaders:Ljava/net/http/HttpHeaders;",
                        "RequestHooks.headers",
                        "OO",
                        "userHeaders:Ljava/net/http/HttpHeaders;",
                        "this")
                .in(Part.REQUESTS, "jdk/internal/net/http/MultiExchange")
                .exit(
                        "responseAsync",
                        "RequestHooks.sent",
                        "OO",
                        "top",
                        "request:Ljdk/internal/net/http/HttpRequestImpl;");
        String protocols = "sun/net/www/protocol/";
        String answers = "getInputStream";
        hooks.in(Part.REQUESTS, protocols + "http/HttpURLConnection");
        for (String connects : new String[] {"connect", "getOutputStream", answers}) {
            hooks.entry(connects, "RequestHooks.connecting", "OZZ", "this", "connected:Z", "connecting:Z");
        }
        hooks.entry(answers, "RequestHooks.answerAsked", "")
                .afterCall("getInputStream0", "getResponseCode", "RequestHooks.answered", "IO", "top", "this")
                .always(answers, "RequestHooks.answerGiven")
                .always("connect", "RequestHooks.connectionTried")
                .in(Part.REQUESTS, protocols + "https/AbstractDelegateHttpsURLConnection")
                .entry("connect", "RequestHooks.connecting", "OZZ", "this", "connected:Z", "connected:Z")
                .always("connect", "RequestHooks.connectionTried");
        for (String servlets : new String[] {"jakarta", "javax"}) {
            String take = "(L" + servlets + "/servlet/ServletRequest;L" + servlets + "/servlet/ServletResponse;)V";
            hooks.in(Part.REQUESTS, servlets + "/servlet/http/HttpServlet")
                    .entry("service" + take, "RequestHooks.servletBegins", "OOO", "this", "0", "1")
                    .always("service" + take, "RequestHooks.servletEnds");
        }
    }

    private void results(int feature) {
        hooks.in(Part.STAGES, FUTURE)
                .entry("reportGet", "StageHooks.asked", "O", "0")
                .entry("reportJoin", "StageHooks.asked", "O", "0")
                .entry("uniHandle", "StageHooks.handled", "OO", "0", "1")
                .entry("uniWhenComplete", "StageHooks.handled", "OO", "0", "1")
                .entry("uniExceptionally", "StageHooks.handled", "OO", "0", "1")
                .beforeCall("uniComposeExceptionallyStage", "apply", "StageHooks.given", "O", "top")
                .entry("isCompletedExceptionally", "StageHooks.inspected", "O", "result:Ljava/lang/Object;")
                .exit("cancel", "TaskHooks.cancelled", "ZOZ", "top", "this", "0")
                .in(Part.STAGES, FUTURE + "$UniComposeExceptionally")
                .beforeCall("tryFire", "apply", "StageHooks.given", "O", "top");
        if (feature >= 19) {
            hooks.in(Part.STAGES, FUTURE)
                    .entry("exceptionNow", "StageHooks.inspected", "O", "result:Ljava/lang/Object;");
        }
    }
}
