using System.Diagnostics.CodeAnalysis;

namespace Pricing;

/// <summary>A value, or every reason why there is none.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, IReadOnlyList<Failure> failures)
    {
        this.value = value;
        Failures = failures;
    }

    /// <summary>The failures; empty on success.</summary>
    public IReadOnlyList<Failure> Failures { get; }

    /// <summary>Whether there is a value.</summary>
    public bool IsSuccess => Failures.Count == 0;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message lists the failures.</exception>
    public T Value => IsSuccess
        ? value!
        : throw new InvalidOperationException(string.Join("; ", Failures));

    /// <summary>Gets the value where there is one.</summary>
    /// <param name="result">The value on success.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet([MaybeNullWhen(false)] out T result)
    {
        result = value;
        return IsSuccess;
    }

    /// <summary>A success.</summary>
    /// <param name="value">The value.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "The conversion is the constructor.")]
    public static implicit operator Outcome<T>(T value) => new(value, []);

    /// <summary>A failure with one reason.</summary>
    /// <param name="failure">The reason.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "The conversion is the constructor.")]
    public static implicit operator Outcome<T>(Failure failure) => new(default, [failure]);

    /// <summary>A failure with several reasons.</summary>
    /// <param name="failures">The reasons, at least one.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "The conversion is the constructor.")]
    public static implicit operator Outcome<T>(List<Failure> failures)
    {
        ArgumentOutOfRangeException.ThrowIfZero(failures.Count);
        return new(default, [.. failures]);
    }
}
