package dev.epicenter.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What each stage may see; docs/architecture.md has the table. Maven's transitive class path does not hold it. */
@AnalyzeClasses(
        packages = "dev.epicenter",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoJarsOfTests.class})
class ArchitectureTest {
    /** The readers of formats, which tests of several modules use. */
    static final class NoJarsOfTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String[] EVERYWHERE = {"java..", "org.jspecify.annotations.."};

    @ArchTest
    static final ArchRule MODEL_SEES_ONLY_THE_JDK = classes()
            .that()
            .resideInAPackage("dev.epicenter.model..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(EVERYWHERE).or(resideInAPackage("dev.epicenter.model..")));

    @ArchTest
    static final ArchRule EVENTS_SEE_ONLY_FLIGHT_RECORDER = classes()
            .that()
            .resideInAPackage("dev.epicenter.events..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(EVERYWHERE).or(resideInAnyPackage("jdk.jfr", "dev.epicenter.events..")));

    @ArchTest
    static final ArchRule RULES_SEE_ONLY_THE_MODEL = classes()
            .that()
            .resideInAPackage("dev.epicenter.rules..")
            .and()
            .resideOutsideOfPackage("dev.epicenter.rules.user..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(EVERYWHERE)
                    .or(resideInAnyPackage("dev.epicenter.model..", "dev.epicenter.rules..")));

    @ArchTest
    static final ArchRule USERS_RULES_SEE_ONLY_THE_MODEL_OF_OURS = noClasses()
            .that()
            .resideInAPackage("dev.epicenter.rules.user..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.epicenter..")
                    .and(not(resideInAnyPackage("dev.epicenter.model..", "dev.epicenter.rules.."))));

    @ArchTest
    static final ArchRule ONLY_USERS_RULES_SEE_CEL_AND_YAML = noClasses()
            .that()
            .resideOutsideOfPackage("dev.epicenter.rules.user..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.cel..", "com.google.common..", "com.google.protobuf..", "org.snakeyaml..", "dev.harrel..");

    @ArchTest
    static final ArchRule ONLY_PATTERNS_OF_USERS_NEED_RE2J = noClasses()
            .that()
            .resideOutsideOfPackages("dev.epicenter.rules.user..", "dev.epicenter.render.redact..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.re2j..");

    @ArchTest
    static final ArchRule RENDER_SEES_ONLY_THE_MODEL_OF_OURS = noClasses()
            .that()
            .resideInAPackage("dev.epicenter.render..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.epicenter..")
                    .and(not(resideInAnyPackage("dev.epicenter.model..", "dev.epicenter.render.."))));

    @ArchTest
    static final ArchRule ANALYZER_SEES_ONLY_THE_MODEL_OF_OURS = noClasses()
            .that()
            .resideInAPackage("dev.epicenter.analyzer..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.epicenter..")
                    .and(not(resideInAnyPackage("dev.epicenter.model..", "dev.epicenter.analyzer.."))));

    @ArchTest
    static final ArchRule THE_DECODER_SEES_ONLY_THE_JDK = classes()
            .that()
            .resideInAPackage("dev.epicenter.analyzer.jfr..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(EVERYWHERE).or(resideInAPackage("dev.epicenter.analyzer.jfr..")));

    @ArchTest
    static final ArchRule ONLY_READ_AND_WHAT_IS_FOR_JMC_SEE_JMC = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.epicenter.analyzer.read..", "dev.epicenter.analyzer.jmc..", "dev.epicenter.jmc..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.openjdk.jmc..");

    @ArchTest
    static final ArchRule READ_DOES_NOT_KNOW_WHAT_COMES_AFTER_IT = noClasses()
            .that()
            .resideInAPackage("dev.epicenter.analyzer.read..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.epicenter.analyzer.reconstruct..");

    @ArchTest
    static final ArchRule NOBODY_SEES_THE_RULES_FOR_JMC = noClasses()
            .that()
            .resideOutsideOfPackages("dev.epicenter.jmc..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.epicenter.jmc..");

    @ArchTest
    static final ArchRule ONLY_CHART_SEES_JFREE_AND_AWT = noClasses()
            .that()
            .resideOutsideOfPackage("dev.epicenter.render.chart..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jfree..", "java.awt..");

    @ArchTest
    static final ArchRule ONLY_WHAT_WRITES_MARKUP_SEES_JTE = noClasses()
            .that()
            .resideOutsideOfPackages("dev.epicenter.render.html..", "dev.epicenter.render.chart..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("gg.jte..");

    @ArchTest
    static final ArchRule ONLY_CLI_SEES_PICOCLI = noClasses()
            .that()
            .resideOutsideOfPackage("dev.epicenter.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule NOBODY_ENDS_THE_PROCESS_BUT_MAIN = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.epicenter.cli.Main")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule MODULES_FORM_NO_CIRCLE =
            slices().matching("dev.epicenter.(*)..").should().beFreeOfCycles();

    // A module's root package hands over to the packages below it and holds the options they share, so it is left out.
    @ArchTest
    static final ArchRule PACKAGES_OF_ANALYZER_FORM_NO_CIRCLE =
            slices().matching("dev.epicenter.analyzer.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_OF_RULES_FORM_NO_CIRCLE =
            slices().matching("dev.epicenter.rules.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_OF_RENDER_FORM_NO_CIRCLE =
            slices().matching("dev.epicenter.render.(*)..").should().beFreeOfCycles();
}
