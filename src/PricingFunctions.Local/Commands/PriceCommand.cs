using System.CommandLine;
using Microsoft.Extensions.Options;
using Pricing;
using Pricing.BlackScholes.Certified;
using Pricing.Calendars;
using Pricing.Files;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Settings;
using Pricing.Pipeline.Valuations;
using Pricing.Policies;
using PricingFunctions.Local.Analyses;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Commands;

/// <summary><c>price FILE</c>: values each row of a file, in its order, without storage.</summary>
internal static class PriceCommand
{
    private const string Id = "id";

    /// <summary>The command and its argument.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            HelpName = "FILE",
            Description = $"CSV, an Excel workbook or JSON with the columns {Id},{string.Join(',', PriceRequestReader.Fields)} in any order (the last is optional); "
                + "T in years, rates and yields as fractions a year. Other columns are ignored. "
                + "Policies beside the shipped ones come from the environment or the working folder's local.settings.json.",
        };
        var analysis = new AnalysisOptions();
        var command = new Command(
            "price",
            $"Values each row of a file and writes id,value_per_share,amount_per_right,error, and {PriceRequestReader.MeantReason} where the file has it. "
            + "With one of the options below it writes each row's value as text with what is asked for beside it. "
            + "Exit code 0 if every row was valued, 3 if some were not, 2 if the file or its header cannot be read.")
        {
            file,
        };
        analysis.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(file), analysis.Read(parsed), analysis.IsJson(parsed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string path, AnalysisRequest asked, bool isJson, CancellationToken cancellationToken)
    {
        await using var file = InputFile.Open(path);
        var request = new TableRequest
        {
            Today = JapanTime.DateOf(TimeProvider.System.GetUtcNow()),
            Kind = FileKind.Valuations,
        };
        using var table = await TableReader.OpenAsync(file, request, cancellationToken);
        if (table.Defects.Count > 0) throw InputFile.Unreadable(path, table.Defects);

        await InputFile.SayAsync(path, table.Notices);
        using var output = StandardOutput.Open();
        var reader = new PriceRequestReader(Policies());
        IPriceWriter writer = isJson ? new JsonPriceWriter(output, asked)
            : asked.IsEmpty ? new CsvPriceWriter(output, table.HasColumn(PriceRequestReader.MeantReason))
            : new TextPriceWriter(output, asked);
        var exitCode = ExitCode.Success;
        var remarks = new PriceRemarks();
        while (await table.ReadAsync(cancellationToken))
        {
            var priced = Price(table, reader);
            writer.Write(Plain(Id), Plain(PriceRequestReader.MeantReason), priced);
            if (priced.TryGet(out var row)) remarks.Look(Plain(Id), row);
            else exitCode = ExitCode.NotComputed;
        }

        await InputFile.SayAsync(path, remarks.All);
        return table.Defects.Count == 0 ? exitCode : throw InputFile.Unreadable(path, table.Defects);

        string Plain(string column) => table.Fields.Plain(table.Fields.Schema[column]) ?? "";
    }

    /// <summary>The policies that a file may name: the shipped ones, and those of the environment and the working folder.</summary>
    /// <exception cref="SetupException">A setting cannot be used.</exception>
    internal static PolicyCatalog Policies()
    {
        try
        {
            return ConfiguredPolicies.Read(HostSettings.Read(Environment.CurrentDirectory));
        }
        catch (OptionsValidationException defect)
        {
            throw new SetupException(defect.Message);
        }
    }

    private static Outcome<PricedRow> Price(TableReader table, PriceRequestReader reader)
    {
        if (!table.IsReadable) return table.Fields.Failures.ToList();

        var request = reader.Read(table.Fields);
        if (!request.TryGet(out var right)) return request.Failures.ToList();

        var priced = RightBatch.Price(right);
        return priced.TryGet(out var value) ? new PricedRow(right, value) : priced.Failures.ToList();
    }
}
