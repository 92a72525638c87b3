using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Pricing;
using Pricing.BlackScholes.Certified;
using Pricing.Pipeline.Settings;
using Pricing.Pipeline.Valuations;
using Pricing.Policies;
using PricingFunctions.Local.Hosting;

namespace PricingFunctions.Local.Commands;

/// <summary><c>price FILE.csv</c>: values each row of a file, in its order, without storage.</summary>
internal static class PriceCommand
{
    private const string Id = "id";

    /// <summary>The command and its argument.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            HelpName = "FILE.csv",
            Description = $"CSV in UTF-8 with the columns {Id},{string.Join(',', PriceRequestReader.Fields)} in any order; "
                + "T in years, rates and yields as fractions a year. Other columns are ignored. "
                + "Policies beside the shipped ones come from the environment or the working folder's local.settings.json.",
        };
        var command = new Command(
            "price",
            "Values each row of a file and writes id,value_per_share,amount_per_right,error. "
            + "Exit code 0 if every row was valued, 3 if some were not, 2 if the file or its header cannot be read.")
        {
            file,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed.GetRequiredValue(file), cancellationToken)));
        return command;
    }

    private static int Run(string path, CancellationToken cancellationToken)
    {
        using var table = CsvTable.Open(path, [Id, .. PriceRequestReader.Fields]);
        using var output = StandardOutput.Open();
        var reader = new PriceRequestReader(Policies());
        var exitCode = ExitCode.Success;

        CsvText.WriteRow(output, Id, "value_per_share", "amount_per_right", "error");
        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var id = table.Field(Id) ?? "";
            var priced = Price(table, reader);
            if (priced.TryGet(out var value))
            {
                CsvText.WriteRow(output, id, value.PerShare.ToString(), value.PerRight.ToString(), "");
            }
            else
            {
                CsvText.WriteRow(output, id, "", "", string.Join("; ", priced.Failures));
                exitCode = ExitCode.NotComputed;
            }
        }

        return exitCode;
    }

    private static PolicyCatalog Policies()
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

    private static Outcome<RightValue> Price(CsvTable table, PriceRequestReader reader)
    {
        // A decimal comma without quotes moves every field after it one column on: never value such a row.
        if (table.FieldCount > table.ColumnCount)
        {
            return new Failure(
                ReasonCode.InvalidField,
                "row",
                table.Row.ToString(CultureInfo.InvariantCulture),
                $"has {table.FieldCount} fields, the header has {table.ColumnCount}");
        }

        var request = reader.Read(table.Field);
        return request.TryGet(out var valid) ? RightBatch.Price(valid) : request.Failures.ToList();
    }
}
