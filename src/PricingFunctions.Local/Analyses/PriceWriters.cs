using System.Text.Json;
using System.Text.Json.Nodes;
using Pricing;
using Pricing.BlackScholes.Certified;
using Pricing.Files.Delimited;
using Pricing.Pipeline.Explanations;

namespace PricingFunctions.Local.Analyses;

/// <summary>A row that was valued.</summary>
/// <param name="Right">The right.</param>
/// <param name="Value">Its value.</param>
internal sealed record PricedRow(RightOrder Right, RightValue Value);

/// <summary>Writes what the rows of a file came to.</summary>
internal interface IPriceWriter
{
    /// <summary>Writes one row.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="reason">Why an input beyond the plausible is meant; empty where nothing is said.</param>
    /// <param name="priced">The value, or why there is none.</param>
    void Write(string id, string reason, Outcome<PricedRow> priced);
}

/// <summary>Writes a CSV line a row.</summary>
internal sealed class CsvPriceWriter : IPriceWriter
{
    private readonly TextWriter output;
    private readonly bool hasReasons;

    /// <summary>Writes the header.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="hasReasons">Whether the file states reasons.</param>
    public CsvPriceWriter(TextWriter output, bool hasReasons)
    {
        (this.output, this.hasReasons) = (output, hasReasons);
        Write(["id", "value_per_share", "amount_per_right", "error"], "meant_reason");
    }

    /// <inheritdoc/>
    public void Write(string id, string reason, Outcome<PricedRow> priced) => Write(
        priced.TryGet(out var row)
            ? [id, row.Value.PerShare.ToString(), row.Value.PerRight.ToString(), ""]
            : [id, "", "", string.Join("; ", priced.Failures)],
        reason);

    private void Write(CsvField[] fields, string reason) => CsvText.WriteRow(output, hasReasons ? [.. fields, reason] : fields);
}

/// <summary>Writes a JSON object a line.</summary>
/// <param name="output">Where to.</param>
/// <param name="request">What is asked for beside the values.</param>
internal sealed class JsonPriceWriter(TextWriter output, AnalysisRequest request) : IPriceWriter
{
    /// <inheritdoc/>
    public void Write(string id, string reason, Outcome<PricedRow> priced)
    {
        var line = new JsonObject { ["id"] = id };
        if (priced.TryGet(out var row))
        {
            var answer = PriceAnswer.Of(row.Value, row.Right, reason, request);
            foreach (var (name, value) in JsonSerializer.SerializeToNode(answer, ExplanationJson.Readable.PriceAnswer)!.AsObject())
                line[name] = value?.DeepClone();
        }
        else
        {
            line["failures"] = new JsonArray([.. priced.Failures.Select(failure => JsonValue.Create(failure.ToString()))]);
        }

        output.WriteLine(line.ToJsonString(ExplanationJson.Readable.Options));
    }
}

/// <summary>Writes each row as text, with what is asked for below it.</summary>
/// <param name="output">Where to.</param>
/// <param name="request">What is asked for.</param>
internal sealed class TextPriceWriter(TextWriter output, AnalysisRequest request) : IPriceWriter
{
    private bool isLater;

    /// <inheritdoc/>
    public void Write(string id, string reason, Outcome<PricedRow> priced)
    {
        if (isLater) output.WriteLine();
        isLater = true;
        if (!priced.TryGet(out var row))
        {
            output.WriteLine($"{id}: {string.Join("; ", priced.Failures)}");
            return;
        }

        var meant = reason.Length > 0 ? $", meant: {reason}" : "";
        output.WriteLine($"{id}: {row.Value.PerShare} {row.Right.Currency.Code} per share, {row.Value.PerRight} per right, {row.Right.Policy.Name}{meant}");
        AnalysisText.Write(output, RightAnalyst.Analyse(row.Right, request));
    }
}
