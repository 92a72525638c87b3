namespace Soak.Doors;

/// <summary>What is done to a request.</summary>
/// <param name="How">A name of it.</param>
/// <param name="Apply">Does it.</param>
/// <param name="Answers">The answers that it may bring beside those that are described for the route.</param>
internal sealed record HostileEdit(string How, Action<HostileMessage, Random> Apply, params IReadOnlyList<int> Answers)
{
    /// <summary>Whether no other answers may come: it must be refused.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether another route, a page or none may be what it asks for.</summary>
    public bool LeadsAnywhere { get; init; }

    /// <summary>Whether it may go without an answer.</summary>
    public bool MayGoUnanswered { get; init; }

    /// <summary>Whether nothing comes behind it, since what is sent may be no whole request: it may go without an answer too.</summary>
    public bool EndsSending { get; init; }
}
