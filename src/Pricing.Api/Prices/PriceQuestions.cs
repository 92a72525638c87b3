using System.Text.Json;
using Pricing.Api.Requests;
using Pricing.BlackScholes.Certified;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Valuations;

namespace Pricing.Api.Prices;

/// <summary>
/// Answers questions for prices one by one, through the code that a night goes through: of given inputs, of a share on a date,
/// or of a grant that is given or stored.
/// </summary>
/// <param name="requests">Reads inputs.</param>
/// <param name="turns">Who may calculate.</param>
/// <param name="shares">Answers for a share on a date; null before there is a storage.</param>
/// <param name="grants">Answers for a grant; null before there is a storage.</param>
internal sealed class PriceQuestions(PriceRequestReader requests, PriceTurns turns, ShareQuestions? shares, GrantQuestions? grants)
{
    private const string Grant = "grant";
    private static readonly string[] ReadElsewhere = [Grant, .. AnalysisFields.Names];

    /// <summary>Answers for given inputs alone.</summary>
    /// <param name="requests">Reads inputs.</param>
    /// <param name="turns">Who may calculate.</param>
    public static PriceQuestions OfInputs(PriceRequestReader requests, PriceTurns turns) => new(requests, turns, shares: null, grants: null);

    /// <summary>Whether a field makes its question one for something stored.</summary>
    /// <param name="json">At the name of the field.</param>
    public static bool IsOfStored(ref Utf8JsonReader json) => json.ValueTextEquals(Grant) || json.ValueTextEquals(ShareQuestions.Code);

    /// <summary>Answers a question.</summary>
    /// <param name="question">A JSON value.</param>
    /// <param name="facts">What was read for other questions of the same request.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The value, or every reason why there is none.</returns>
    public async Task<Outcome<PriceValue>> AnswerAsync(JsonElement question, ReadFacts facts, CancellationToken cancellationToken)
    {
        var fields = JsonFields.Read(question, ReadElsewhere);
        if (question.ValueKind != JsonValueKind.Object) return fields.Failures.ToList();

        var asked = AnalysisFields.Read(question);
        if (!fields.TryGet(out var given)) return new List<Failure>([.. fields.Failures, .. asked.Failures]);
        if (!asked.TryGet(out var analysis) || given.Failures.Count > 0)
        {
            var otherwise = await OfKindAsync(question, given.Texts, new(), facts, cancellationToken);
            return new List<Failure>([.. given.And(otherwise.Failures), .. asked.Failures]);
        }

        return analysis.IsEmpty || facts.MayAnalyse()
            ? await OfKindAsync(question, given.Texts, analysis, facts, cancellationToken)
            : TooManyAnalyses();
    }

    private async Task<Outcome<PriceValue>> OfKindAsync(
        JsonElement question, Dictionary<string, string> given, AnalysisRequest analysis, ReadFacts facts, CancellationToken cancellationToken) =>
        question.TryGetProperty(Grant, out var grant) ? await grants!.AnswerAsync(given, grant, analysis, facts, cancellationToken)
            : given.ContainsKey(ShareQuestions.Code) ? await shares!.AnswerAsync(given, analysis, facts, cancellationToken)
            : await turns.InTurnAsync(() => Price(given, analysis), cancellationToken);

    private Outcome<PriceValue> Price(Dictionary<string, string> given, AnalysisRequest analysis)
    {
        var unknown = JsonBody.Unknown(given, PriceRequestReader.Fields);
        var read = requests.Read(given.GetValueOrDefault);
        if (!read.TryGet(out var request) || unknown.Count > 0) return new List<Failure>([.. unknown, .. read.Failures]);

        var right = RightBatch.Price(request);
        return right.TryGet(out var value)
            ? new PriceValue(PriceAnswer.Of(value, request, given.GetValueOrDefault(PriceRequestReader.MeantReason), analysis))
            : right.Failures.ToList();
    }

    private static Failure TooManyAnalyses() => new(
        ReasonCode.InvalidField,
        "items",
        "",
        $"ask for more than values in more than {PriceBatch.MostAnalyses} places; ask for the others in another request");
}
