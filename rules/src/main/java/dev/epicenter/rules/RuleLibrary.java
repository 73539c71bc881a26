package dev.epicenter.rules;

import dev.epicenter.rules.library.AmplificationRule;
import dev.epicenter.rules.library.AwaitedFailureRule;
import dev.epicenter.rules.library.BoundaryOnWrongThreadRule;
import dev.epicenter.rules.library.BrokenStateRule;
import dev.epicenter.rules.library.CallbackFailureRule;
import dev.epicenter.rules.library.CancelledTaskRanOnRule;
import dev.epicenter.rules.library.CircuitLeftOpenRule;
import dev.epicenter.rules.library.ClassInitFailureRule;
import dev.epicenter.rules.library.ClassLoadingRule;
import dev.epicenter.rules.library.ConcurrentModificationRule;
import dev.epicenter.rules.library.ConnectionAmplificationRule;
import dev.epicenter.rules.library.ConnectionFailedRule;
import dev.epicenter.rules.library.ContractBrokenRule;
import dev.epicenter.rules.library.CutStacksRule;
import dev.epicenter.rules.library.DeadlockRule;
import dev.epicenter.rules.library.DiskFullRule;
import dev.epicenter.rules.library.ExceptionsAsControlFlowRule;
import dev.epicenter.rules.library.FileDescriptorsRule;
import dev.epicenter.rules.library.InterruptIgnoredRule;
import dev.epicenter.rules.library.InterruptSwallowedRule;
import dev.epicenter.rules.library.LogAndRethrowRule;
import dev.epicenter.rules.library.LostAsyncFailureRule;
import dev.epicenter.rules.library.LostCauseRule;
import dev.epicenter.rules.library.MaskedByCloseRule;
import dev.epicenter.rules.library.NameResolutionRule;
import dev.epicenter.rules.library.NativeMemoryGrowthRule;
import dev.epicenter.rules.library.NestedRetriesRule;
import dev.epicenter.rules.library.NoRequestContextRule;
import dev.epicenter.rules.library.OutOfMemoryRule;
import dev.epicenter.rules.library.PauseTimeoutsRule;
import dev.epicenter.rules.library.PermissionDeniedRule;
import dev.epicenter.rules.library.PoisonMessageRule;
import dev.epicenter.rules.library.PoolExhaustedRule;
import dev.epicenter.rules.library.ProcessExitRule;
import dev.epicenter.rules.library.RateChangeRule;
import dev.epicenter.rules.library.RecoveryCurveRule;
import dev.epicenter.rules.library.RejectedAfterShutdownRule;
import dev.epicenter.rules.library.RetryStormRule;
import dev.epicenter.rules.library.RunawayRecursionRule;
import dev.epicenter.rules.library.ScheduledTaskStoppedRule;
import dev.epicenter.rules.library.ShutdownHookFailureRule;
import dev.epicenter.rules.library.SlowCatchRule;
import dev.epicenter.rules.library.SqlFailedRule;
import dev.epicenter.rules.library.StacklessRepeatsRule;
import dev.epicenter.rules.library.SwallowedFailureRule;
import dev.epicenter.rules.library.TaskLeakRule;
import dev.epicenter.rules.library.ThinDataRule;
import dev.epicenter.rules.library.ThreadFactoryFailureRule;
import dev.epicenter.rules.library.ThreadLeakRule;
import dev.epicenter.rules.library.ThunderingRetriesRule;
import dev.epicenter.rules.library.TimeoutsRule;
import dev.epicenter.rules.library.TlsFailedRule;
import dev.epicenter.rules.library.UncaughtExceptionRule;
import dev.epicenter.rules.library.UncaughtHandlerFailureRule;
import dev.epicenter.rules.library.UseAfterCloseRule;
import dev.epicenter.rules.library.VirtualThreadPinningRule;
import dev.epicenter.rules.library.VmCrashRule;
import dev.epicenter.rules.library.WorkOutlivedRequestRule;
import java.util.List;
import java.util.regex.Pattern;

/** The rules we ship. */
public final class RuleLibrary {
    /** The order is that of the alphabet and means nothing: the engine runs each after those it uses. */
    private static final List<Rule> RULES = List.of(
            new AmplificationRule(),
            new BoundaryOnWrongThreadRule(),
            new BrokenStateRule(),
            new CallbackFailureRule(),
            new CancelledTaskRanOnRule(),
            new CircuitLeftOpenRule(),
            new ClassInitFailureRule(),
            new ClassLoadingRule(),
            new ConcurrentModificationRule(),
            new ConnectionAmplificationRule(),
            new ConnectionFailedRule(),
            new ContractBrokenRule(),
            new CutStacksRule(),
            new DeadlockRule(),
            new DiskFullRule(),
            new ExceptionsAsControlFlowRule(),
            new FileDescriptorsRule(),
            new InterruptIgnoredRule(),
            new InterruptSwallowedRule(),
            new LogAndRethrowRule(),
            new LostAsyncFailureRule(),
            new LostCauseRule(),
            new MaskedByCloseRule(),
            new NameResolutionRule(),
            new NativeMemoryGrowthRule(),
            new NestedRetriesRule(),
            new NoRequestContextRule(),
            new OutOfMemoryRule(),
            new PauseTimeoutsRule(),
            new PermissionDeniedRule(),
            new PoisonMessageRule(),
            new PoolExhaustedRule(),
            new ProcessExitRule(),
            new RateChangeRule(),
            new RecoveryCurveRule(),
            new RejectedAfterShutdownRule(),
            new RetryStormRule(),
            new RunawayRecursionRule(),
            new ScheduledTaskStoppedRule(),
            new ShutdownHookFailureRule(),
            new SlowCatchRule(),
            new SqlFailedRule(),
            new StacklessRepeatsRule(),
            new SwallowedFailureRule(),
            new TaskLeakRule(),
            new ThinDataRule(),
            new ThreadFactoryFailureRule(),
            new ThreadLeakRule(),
            new ThunderingRetriesRule(),
            new TimeoutsRule(),
            new TlsFailedRule(),
            new UncaughtExceptionRule(),
            new UncaughtHandlerFailureRule(),
            new UseAfterCloseRule(),
            new VirtualThreadPinningRule(),
            new VmCrashRule(),
            new WorkOutlivedRequestRule());

    /** Fits nothing. */
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private RuleLibrary() {}

    /** The rules we ship. */
    public static List<Rule> rules() {
        return RULES;
    }

    /** Rules that answer a question of one command's and run with no other; here, for their pages, with a question that nothing answers. */
    public static List<Rule> onDemand() {
        return List.of(new AwaitedFailureRule(NOTHING));
    }
}
