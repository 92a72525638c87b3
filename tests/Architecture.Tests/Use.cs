namespace Architecture.Tests;

/// <summary>A type that uses another one.</summary>
/// <param name="User">The room of the one that uses.</param>
/// <param name="Type">Its name.</param>
/// <param name="Used">The room of the one that is used.</param>
/// <param name="UsedType">Its name.</param>
internal readonly record struct Use(Room User, string Type, Room Used, string UsedType);
