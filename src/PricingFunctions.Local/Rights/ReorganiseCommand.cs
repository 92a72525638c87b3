using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Pricing;
using Pricing.Files.Delimited;
using Pricing.Grants.Exercise;
using Pricing.Grants.Life;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using PricingFunctions.Local.Commands;
using PricingFunctions.Local.Options;

namespace PricingFunctions.Local.Rights;

/// <summary>
/// <c>right reorganise</c>: the rights of the restructured company that take the place of those that remain (release,
/// section 9), as a file of grants, and the event that ends the old ones.
/// </summary>
internal static class ReorganiseCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var on = OptionParsers.Date("--on", "The day on which the reorganisation takes effect.");
        var kind = CaseOptions.Word("--kind", "What it is.", [.. Enum.GetValues<ReorganisationKind>().Select(SettingWords.InFiles)]);
        var reference = Required("--reference", "text", "The agreement or plan that provides for the delivery.");
        var issuer = Required("--successor-issuer", "issuer", "The restructured company.");
        var grant = Required("--successor-grant", "id", "The id of its grant.");
        var code = Required("--successor-code", "code", "The code of its share.");
        var shares = OptionParsers.Amount("--successor-shares", "Shares per right, by the conditions of the reorganisation.");
        var price = OptionParsers.Amount("--successor-exercise-price", "Exercise price per share; 1 if it is not given and the old one is 1 (section 9, item 4).");
        var folder = new Option<string?>("--out") { HelpName = "FOLDER", Description = "Write successor-grants.csv and reorganised-events.csv there, to be taken." };
        folder.AsPlace();
        kind.Required = shares.Required = true;
        var command = new Command("reorganise", "Makes the successor rights of a reorganisation, linked to the old grant, and the event that ends the old rights.")
        {
            on, kind, reference, issuer, grant, code, shares, price, folder,
        };
        return new CaseOptions().With(command, (files, parsed) =>
        {
            if (Against(files.Terms, parsed.GetValue(issuer)!, parsed.GetValue(grant)!, parsed.GetValue(shares)!.Value, parsed.GetValue(price)) is { Count: > 0 } wrong)
                return new(null, wrong);

            var date = parsed.GetValue(on);
            var before = RightsLife.Of(files.LifeTerms, files.Facts, [.. files.LifeEvents.Where(item => item.Date <= date)], areBooked: true);
            var end = new GrantEvent(
                files.Terms.Issuer, files.Terms.GrantId, date, LifeEventKind.Reorganised, before.Outstanding, parsed.GetValue(reference)!)
            {
                Resolution = Enum.GetValues<ReorganisationKind>().Single(one => SettingWords.InFiles(one) == parsed.GetValue(kind)),
            };
            var judged = files.Judge(end.ToLifeEvent());
            if (!judged.TryGet(out var settled)) return new(null, judged.Failures);

            var successor = Successor(files.Terms, before.Outstanding, settled.SuccessorPeriod!.Value, date) with
            {
                Issuer = parsed.GetValue(issuer)!,
                GrantId = parsed.GetValue(grant)!,
                SecurityCode = parsed.GetValue(code)!,
                SharesPerRight = parsed.GetValue(shares)!.Value,
                ExercisePrice = parsed.GetValue(price) ?? ReorganisationClause.Release.SuccessorExercisePrice,
            };
            IReadOnlyList<Failure> against = [.. new GrantTermsReader(PriceCommand.Policies()).Judge(successor), .. GrantSubmission.Against(successor)];
            if (against.Count > 0) return new(null, against);

            var row = GrantTermsReader.Write(successor);
            var ended = end.Stored().ToDictionary(field => field.Column, field => field.Text);
            if (parsed.GetValue(folder) is { } path) Write(path, row, ended);
            var content = AnswerJson.Of(files.Terms, settled);
            content["successor"] = Object(row);
            content["event"] = Object(ended);
            return new(content, []);
        });
    }

    private static List<Failure> Against(GrantTerms old, string issuer, string grant, decimal shares, decimal? price)
    {
        var failures = new List<Failure>();
        if (price is { } stated && WholeYen.Against(old.Currency, "successor-exercise-price", stated) is { } fraction) failures.Add(fraction);
        if (issuer == old.Issuer && grant == old.GrantId)
            failures.Add(new(ReasonCode.InvalidField, "successor-grant", $"{issuer}/{grant}", "is the grant itself"));
        if (shares < 1m || shares != decimal.Floor(shares))
            failures.Add(new(ReasonCode.InvalidField, "successor-shares", DecimalText.Of(shares), "must be a whole number of at least 1: a fraction is dropped (section 9, item 3)"));
        if (price is null && old.ExercisePrice != ReorganisationClause.Release.SuccessorExercisePrice)
        {
            failures.Add(new(
                ReasonCode.TermsNotStated,
                "successor-exercise-price",
                "",
                $"the old exercise price is {DecimalText.Of(old.ExercisePrice)}, so section 9, item 4 of the release does not say it; state it by the conditions of the reorganisation"));
        }

        return failures;
    }

    /// <summary>The terms that section 9 carries over: the number, the end of the period, and all conditions; nothing that was stated to value the old share.</summary>
    private static GrantTerms Successor(GrantTerms old, int rights, DateWindow period, DateOnly effective) => old with
    {
        AllotmentDate = effective,
        GrantDate = effective,
        ExerciseStart = period.From,
        ExerciseEnd = period.To,
        MaximumRights = rights,
        AllottedRights = rights,
        AllottedConfirmedOn = effective,
        Allottees = null,
        ExpectedRemainingYears = null,
        WindowFrom = null,
        WindowTo = null,
        Exclude = [],
        DividendPerShare = null,
        RiskFreeRate = null,
        RateSource = null,
        MeantReason = null,
        Succeeds = $"{old.Issuer}/{old.GrantId}",
    };

    private static Option<string> Required(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description, Required = true };

    private static JsonObject Object(IEnumerable<KeyValuePair<string, string>> fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)JsonValue.Create(field.Value))));

    private static void Write(string folder, IReadOnlyDictionary<string, string> grant, IReadOnlyDictionary<string, string> ended)
    {
        try
        {
            Directory.CreateDirectory(folder);
            WriteRow(Path.Combine(folder, "successor-grants.csv"), grant);
            WriteRow(Path.Combine(folder, "reorganised-events.csv"), ended);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"--out {folder} cannot be written: {refused.Message}");
        }
    }

    private static void WriteRow(string path, IReadOnlyDictionary<string, string> row)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        CsvText.WriteRow(writer, [.. row.Keys.Select(CsvField.Text)]);
        CsvText.WriteRow(writer, [.. row.Values.Select(CsvField.Text)]);
    }
}
