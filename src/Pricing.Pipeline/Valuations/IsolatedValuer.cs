using Microsoft.Extensions.Logging;

namespace Pricing.Pipeline.Valuations;

/// <summary>Values grants, so that an error of the program on one of them is that one's failure.</summary>
/// <param name="valuer">Values.</param>
/// <param name="logger">Says where the program is wrong.</param>
public sealed partial class IsolatedValuer(GrantValuer valuer, ILogger<IsolatedValuer> logger)
{
    /// <summary>Values a grant.</summary>
    /// <param name="question">The grant and its facts.</param>
    /// <returns>The value, or every failure that could be found.</returns>
    public GrantValue Value(GrantQuestion question) => Value([question])[0];

    /// <summary>Values grants.</summary>
    /// <param name="questions">The grants and their facts.</param>
    /// <returns>The value, or every failure that could be found, for each in the order given.</returns>
    public IReadOnlyList<GrantValue> Value(IReadOnlyList<GrantQuestion> questions)
    {
        try
        {
            return valuer.Value(questions);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A value does not depend on what else is asked: those that can be valued are, each alone.
            return [.. questions.Select(ValueAlone)];
        }
    }

    private GrantValue ValueAlone(GrantQuestion question)
    {
        try
        {
            return valuer.Value(question);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogError(error, question.Grant.Terms.Issuer, question.Grant.Terms.GrantId);
            return new()
            {
                Grant = question.Grant,
                Task = question.Task,
                Failures = [ProgramError.Of(question.Grant.Terms.GrantId, error)],
            };
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The program failed on the grant {GrantId} of {Issuer}")]
    private partial void LogError(Exception error, string issuer, string grantId);
}
