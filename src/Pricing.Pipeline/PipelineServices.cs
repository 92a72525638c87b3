using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Pricing.Pipeline.Changes;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Closings;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Fetching;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Nights.Chunks;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Nights.Watch;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Publications.Desk;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Settings;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Pricing.Policies;

namespace Pricing.Pipeline;

/// <summary>Registers the pipeline in a host.</summary>
public static class PipelineServices
{
    /// <summary>Adds everything but the engine: the host adds that, and an <see cref="EngineName"/>.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddCheckedOptions<NightOptions>(NightOptions.Section, options => options.Defects());
        services.AddCheckedOptions<BucketOptions>(BucketOptions.Section, options => options.Defects(), isLogged: false);
        services.AddCheckedOptions<DoorOptions>(DoorOptions.Section, isLogged: false);
        services.AddCheckedOptions<WaitingOptions>(WaitingOptions.Section);
        services.AddCheckedOptions<PlanOptions>(PlanOptions.Section, isLogged: false);
        services.TryAddSingleton(provider =>
            StorageClients.Create(StorageOptions.From(provider.GetRequiredService<IConfiguration>())));
        services.TryAddSingleton(provider => ConfiguredPolicies.Read(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton(provider => SourceLicences.Read(provider.GetRequiredService<IConfiguration>()));
        services
            .AddSettingsReader(provider => provider.GetRequiredService<PipelineStorage>())
            .AddSettingsReader(provider => provider.GetRequiredService<PolicyCatalog>())
            .AddSettingsReader(provider => provider.GetRequiredService<SourceLicences>())
            .AddSettingsReader(provider => _ = provider.GetRequiredService<IOptions<MarketDataOptions>>().Value);
        services.AddSettingsSection(ConfiguredPolicies.Section).AddSettingsSection(SourceLicences.Section).AddSettingsSection(MarketDataOptions.Section, typeof(MarketDataOptions));
        services.AddLoggedSettings(provider => ConfiguredPolicies.TextsOf(provider.GetRequiredService<PolicyCatalog>()))
            .AddLoggedSettings(provider => provider.GetRequiredService<SourceLicences>().Texts())
            .AddLoggedSettings(provider => SettingTexts.Of(provider.GetRequiredService<IOptions<MarketDataOptions>>().Value, MarketDataOptions.Section));
        services.AddSingleton<DecisionBook>().AddSingleton<DecisionHeads>().AddSingleton<ClosingBook>().AddSingleton<ClosedPeriods>();
        services.AddSingleton<AccessLog>().AddSingleton<AccessReader>().AddSingleton<SettingsLog>().AddSingleton<CurrentSettings>();
        return services.AddInstruments().AddMarketData().AddIngestion().AddValuations().AddOrchestration();
    }

    /// <summary>Adds options that are checked at start, and can be injected as they are.</summary>
    /// <typeparam name="T">The options.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="section">Their section of the configuration.</param>
    /// <param name="defects">What the annotations cannot say.</param>
    /// <param name="isLogged">Whether changes of them are logged: they can move a number, or say who may act; and name no issuer.</param>
    public static IServiceCollection AddCheckedOptions<T>(
        this IServiceCollection services, string section, Func<T, IEnumerable<string>>? defects = null, bool isLogged = true)
        where T : class
    {
        services.AddOptions<T>().BindConfiguration(section, binder => binder.ErrorOnUnknownConfiguration = section.Length > 0).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new OptionsCheck<T>(section, defects));
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
        if (isLogged) services.AddLoggedSettings(provider => SettingTexts.Of(provider.GetRequiredService<T>(), section));
        if (section.Length > 0) services.AddSettingsSection(section, typeof(T));
        return services.AddSettingsReader(provider => provider.GetRequiredService<T>());
    }

    private static IServiceCollection AddIngestion(this IServiceCollection services) => services
        .AddSingleton<GrantTermsReader>()
        .AddSingleton<GrantStore>()
        .AddSingleton<GrantDateNotes>()
        .AddSingleton<OddIds>()
        .AddSingleton<GrantEventStore>()
        .AddSingleton<RegisterReader>()
        .AddSingleton<HolderStore>()
        .AddSingleton<LifeReader>()
        .AddSingleton<EventJudge>()
        .AddSingleton<GrantLives>()
        .AddSingleton<IssuerBuckets>()
        .AddSingleton<KeptFiles>()
        .AddSingleton<FileRecords>()
        .AddSingleton<FileReports>()
        .AddSingleton<FileSources>()
        .AddSingleton<FileRejects>()
        .AddSingleton<RowSinks>()
        .AddSingleton<WaitingStore>()
        .AddSingleton<FateStore>()
        .AddSingleton<EndedRows>()
        .AddSingleton<MendedRows>()
        .AddSingleton<WaitingJudge>()
        .AddSingleton<WaitingProbe>()
        .AddSingleton<WaitingWithdrawal>()
        .AddSingleton<RowFiles>()
        .AddSingleton<StoredSplits>()
        .AddSingleton<MarketFiles>()
        .AddSingleton<RefusedFiles>()
        .AddSingleton<IPriceBodies, MarketFileBodies>()
        .AddSingleton<INoticeBodies, MarketFileBodies>()
        .AddSingleton<IActionBodies, MarketFileBodies>()
        .AddSingleton<ICurveBodies, MarketFileBodies>()
        .AddSingleton<FileIntake>()
        .AddSingleton<FileTrial>()
        .AddSingleton<CorrectableRows>()
        .AddSingleton<KeptRows>()
        .AddSingleton<FileDoors>()
        .AddSingleton<SeenBlobs>()
        .AddSingleton<BlobIntake>()
        .AddSingleton<FailedTries>()
        .AddSingleton<BlobSweep>()
        .AddSingleton<OpenFiles>()
        .AddSingleton<LeftSnapshots>()
        .AddSingleton<DoorWatch>()
        .AddSingleton<EarlierFiles>()
        .AddSingleton<BlobQuarantine>();

    private static IServiceCollection AddValuations(this IServiceCollection services) => services
        .AddSingleton<PriceRequestReader>()
        .AddSingleton<FactsReader>()
        .AddSingleton<GrantValuer>()
        .AddSingleton<BodyCheck>()
        .AddSingleton<FactsCheck>()
        .AddSingleton<DoubtStore>()
        .AddSingleton<ChangedFacts>()
        .AddSingleton<BasisSearch>()
        .AddSingleton<StoredNow>()
        .AddSingleton<ReplacedFigures>()
        .AddSingleton<IsolatedValuer>()
        .AddSingleton<EvidenceStore>()
        .AddSingleton<PolicyRegister>()
        .AddSingleton<ValueRevisions>()
        .AddSingleton<ValueExplainer>()
        .AddSingleton<DateValues>()
        .AddSingleton<ValuationStore>()
        .AddSingleton<GivenInputReader>()
        .AddSingleton<SubjectReader>()
        .AddSingleton<PublicationDesk>()
        .AddSingleton<DifferenceList>();

    private static IServiceCollection AddOrchestration(this IServiceCollection services) => services
        .AddSingleton<RunStore>()
        .AddSingleton<RunClaim>()
        .AddSingleton<RunChain>()
        .AddSingleton<RunCancellation>()
        .AddSingleton<RunWaiver>()
        .AddSingleton<RunManifests>()
        .AddSingleton<RunSeal>()
        .AddSingleton<RunSettings>()
        .AddSingleton<RunEnd>()
        .AddSingleton<RunWatch>()
        .AddSingleton<NightMarks>()
        .AddSingleton<FailedRuns>()
        .AddSingleton<NightLedger>()
        .AddSingleton<PassStore>()
        .AddSingleton<LagProbe>()
        .AddSingleton<Reopenings>()
        .AddSingleton<OpenRuns>()
        .AddSingleton<PeriodCloser>()
        .AddSingleton<UnsettledValues>()
        .AddSingleton<LateMarketData>()
        .AddSingleton<LateFacts>()
        .AddSingleton<KnownGrants>()
        .AddSingleton<RunPlanner>()
        .AddSingleton<PlanStore>()
        .AddSingleton<ExportStore>()
        .AddSingleton<IRunValues>(provider => provider.GetRequiredService<ExportStore>())
        .AddSingleton<ColumnStore>()
        .AddSingleton<DateNotes>()
        .AddSingleton<RunTables>()
        .AddSingleton<DateTables>()
        .AddSingleton<OpenTables>()
        .AddSingleton<StorageLayout>()
        .AddTransient<FindDueRun>()
        .AddTransient<StartRun>()
        .AddTransient<PlanNight>()
        .AddTransient<FetchMarketData>()
        .AddSingleton<ModificationValuer>()
        .AddSingleton<NightMarket>()
        .AddSingleton<HeadNotes>()
        .AddSingleton<NightShares>()
        .AddSingleton<TermsJudge>()
        .AddSingleton<PartValuer>()
        .AddSingleton<PartWriter>()
        .AddTransient<ValueChunk>()
        .AddTransient<CompleteRun>()
        .AddTransient<FindCancelRequest>()
        .AddTransient<CancelRun>()
        .AddTransient<FailRun>();

    private sealed class OptionsCheck<T>(string section, Func<T, IEnumerable<string>>? defects) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            List<string> wrong = [.. OptionsDefects.Of(options, section), .. defects?.Invoke(options) ?? []];
            return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
        }
    }
}
