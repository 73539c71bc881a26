package dev.epicenter.cli;

import dev.epicenter.rules.user.CaseResult;
import dev.epicenter.rules.user.RuleFileException;
import dev.epicenter.rules.user.UserRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code epicenter rules test}: runs the tests that rule files hold. */
@Command(
        name = "test",
        description =
                "Runs the tests that rule files hold: small recordings made up, and what each rule must say of them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all tests passed",
            "1:a test failed, or there is none",
            "2:wrong arguments, or a rule file that is wrong"
        })
final class RulesTestCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE|DIR",
            arity = "1..*",
            description = "Rule files; of a directory all .yaml and .yml files.")
    private List<Path> files = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws RuleFileException {
        PrintWriter out = spec.commandLine().getOut();
        List<CaseResult> results = UserRules.test(files);
        for (CaseResult result : results) {
            out.println(
                    (result.passed() ? "ok   " : "FAIL ") + result.file() + ":" + result.line() + ": " + result.name());
            result.failures().forEach(failure -> out.println("       " + failure));
        }
        long failed = results.stream().filter(r -> !r.passed()).count();
        out.println(results.size() + " tests, " + failed + " failed");
        return failed == 0 && !results.isEmpty() ? ExitCodes.OK : ExitCodes.FOUND;
    }
}
