using System.CommandLine;

namespace PricingFunctions.Local.Rights;

/// <summary>
/// <c>right</c>: what the terms of a grant say about the life of its rights, from files alone, by the code that judges events
/// before they are stored.
/// </summary>
internal static class RightCommand
{
    /// <summary>The command and its parts.</summary>
    public static Command Create() => new(
        "right",
        "Answers from a file of grants, without storage, what becomes of its rights. Exit code 0 if it is accepted, 3 if it is refused, 2 if a file or an option cannot be read.")
    {
        ExerciseCommands.Exercise(),
        WindowCommand.Create(),
        ExerciseCommands.Capital(),
        AdjustCommand.Create(),
        ReorganiseCommand.Create(),
        AllotmentCommand.Create(),
        EventsCommand.Create(),
    };
}
