using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Pricing.Api.Requests;
using Pricing.BlackScholes.Certified;
using Pricing.Pipeline.Explanations;
using Pricing.Policies;

namespace Pricing.Api.Prices;

/// <summary>
/// Answers many questions for prices, each with its value or its own failures, in their order. They are read and answered in
/// blocks, and a block is sent when it is answered, before the next one is looked at.
/// </summary>
/// <param name="policies">The policies that can be named.</param>
/// <param name="questions">Answers what is more than inputs.</param>
/// <param name="turns">Who may calculate.</param>
internal sealed class PriceBatch(PolicyCatalog policies, PriceQuestions questions, PriceTurns turns)
{
    /// <summary>The most questions of one request.</summary>
    public const int MostItems = 10_000;

    /// <summary>The most questions of one request that ask for more than a value.</summary>
    public const int MostAnalyses = 500;

    private const int Block = 250;
    private const int AtOnce = 16;
    private const int FirstSize = 16 << 10;
    private const int MostFailures = 10;
    private const int MostCharactersOfAValue = 100;
    private const int MostCharactersOfAReason = 400;
    private const int NoIndex = -1;

    private static readonly JsonWriterOptions Written = new() { Encoder = ExplanationJson.Readable.Options.Encoder, SkipValidation = true };

    /// <summary>Who may calculate.</summary>
    public PriceTurns Turns => turns;

    /// <summary>Counts the questions of a body.</summary>
    /// <param name="body">The body.</param>
    /// <returns>How many there are; or why the body is no list of questions.</returns>
    public static Outcome<int> Count(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            var count = 0;
            json.Read();
            while (json.Read())
            {
                if (json.CurrentDepth != 1) continue;
                if (json.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray)) count++;
            }

            return count <= MostItems
                ? count
                : new Failure(ReasonCode.InvalidField, "body", $"{count} items", $"holds more than {MostItems} questions; send them in several requests");
        }
        catch (JsonException)
        {
            return ReadBody.NoJson;
        }
    }

    /// <summary>Answers the questions.</summary>
    /// <param name="body">A list that <see cref="Count"/> has counted.</param>
    /// <param name="facts">The market data.</param>
    /// <param name="output">Where the answers go.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task AnswerAsync(ReadOnlyMemory<byte> body, ReadFacts facts, PipeWriter output, CancellationToken cancellationToken)
    {
        var plain = new PlainItem(policies);
        var state = new JsonReaderState();
        var (items, orders) = (new List<Item>(Block), new List<RightOrder>(Block));
        var answered = new Queue<Outcome<PriceValue>>(AtOnce);
        var (offset, index) = (0, 0);

        // A block is held until it is answered: of one that fails nothing is sent.
        var held = new ArrayBufferWriter<byte>(FirstSize);
        await using var json = new Utf8JsonWriter(held, Written);
        json.WriteStartArray();
        while (Read(body, plain, items, orders, ref offset, ref state))
        {
            var prices = await turns.InTurnAsync(() => RightBatch.Price(orders), cancellationToken);
            for (var place = 0; place < items.Count;)
            {
                if (items[place].Order < 0)
                {
                    // Each of them takes its own turns.
                    var next = items.Skip(place).Where(item => item.Order < 0).Take(AtOnce);
                    foreach (var answer in await Task.WhenAll(next.Select(item => OneAsync(body.Slice(item.Start, item.Length), facts, cancellationToken))))
                        answered.Enqueue(answer);
                }

                using (await turns.TakeAsync(cancellationToken))
                {
                    for (; place < items.Count && (items[place].Order >= 0 || answered.Count > 0); place++)
                        Write(json, index++, items[place].Order is >= 0 and var order ? Priced(orders[order], prices[order]) : answered.Dequeue());
                }
            }

            json.Flush();
            await SendAsync(held, output, cancellationToken);
        }

        json.WriteEndArray();
        json.Flush();
        await SendAsync(held, output, cancellationToken);
    }

    /// <summary>The answer to one plain question.</summary>
    /// <param name="body">The body.</param>
    /// <returns>The answer; null where the body is more than the inputs of the formula, or less.</returns>
    public Outcome<PriceValue>? TryAnswer(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            return json.Read() && json.TokenType == JsonTokenType.StartObject && new PlainItem(policies).TryRead(ref json) is { } order && !json.Read()
                ? Priced(order, RightBatch.Price(order))
                : null;
        }
        catch (JsonException)
        {
            // Whoever reads it as a document says that it is none.
            return null;
        }
    }

    private async Task<Outcome<PriceValue>> OneAsync(ReadOnlyMemory<byte> question, ReadFacts facts, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(question);
        return await questions.AnswerAsync(document.RootElement, facts, cancellationToken);
    }

    private static async Task SendAsync(ArrayBufferWriter<byte> held, PipeWriter output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(held.WrittenMemory, cancellationToken);
        held.ResetWrittenCount();
    }

    private static Outcome<PriceValue> Priced(RightOrder order, Outcome<RightValue> right) => right.TryGet(out var value)
        ? new PriceValue(PriceAnswer.Of(value, order, meantReason: null, Nothing))
        : right.Failures.ToList();

    private static AnalysisRequest Nothing { get; } = new();

    /// <summary>Reads the next block.</summary>
    /// <returns>Whether there is one.</returns>
    private static bool Read(
        ReadOnlyMemory<byte> body, PlainItem plain, List<Item> items, List<RightOrder> orders, ref int offset, ref JsonReaderState state)
    {
        items.Clear();
        orders.Clear();
        var json = new Utf8JsonReader(body.Span[offset..], isFinalBlock: true, state);
        if (offset == 0) json.Read();
        while (items.Count < Block && json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            var start = offset + (int)json.TokenStartIndex;
            var before = json;
            if (json.TokenType == JsonTokenType.StartObject && plain.TryRead(ref json) is { } order)
            {
                items.Add(new(orders.Count, 0, 0));
                orders.Add(order);
                continue;
            }

            json = before;
            json.Skip();
            items.Add(new(NoIndex, start, offset + (int)json.BytesConsumed - start));
        }

        offset += (int)json.BytesConsumed;
        state = json.CurrentState;
        return items.Count > 0;
    }

    private static void Write(Utf8JsonWriter json, int index, Outcome<PriceValue> answer)
    {
        json.WriteStartObject();
        json.WriteNumber("index", index);
        if (answer.TryGet(out var value))
        {
            json.WritePropertyName("value");
            value.Write(json);
        }
        else
        {
            json.WritePropertyName("failures");
            JsonSerializer.Serialize(
                json, answer.Failures.Take(MostFailures).Select(failure => failure.Shortened(MostCharactersOfAValue, MostCharactersOfAReason)), ApiJson.Web);
            json.WriteNumber("failureCount", answer.Failures.Count);
        }

        json.WriteEndObject();
    }

    /// <summary>A question: the number of its order, or where it stands in the body.</summary>
    private readonly record struct Item(int Order, int Start, int Length);
}
